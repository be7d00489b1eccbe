"""Take a subscriber on board: welcome, switch on, wait for the trial, bill."""

import asyncio

from temporalio import workflow

from temporal_onboarding.sound import pacing

with workflow.unsafe.imports_passed_through():
    from temporal_onboarding.sound import activities, policy, services, settings
    from temporal_onboarding.sound.models import Account, Outcome


@workflow.defn
class Billing:
    """Bill one account."""

    @workflow.run
    async def run(self, account_id: str, plan: str) -> str:
        return await workflow.execute_activity(
            activities.open_invoice,
            args=[account_id, plan],
            start_to_close_timeout=settings.STEP_TIMEOUT,
        )


@workflow.defn
class Onboarding:
    """Accompany one account from sign-up to its first invoice."""

    def __init__(self) -> None:
        self.confirmed = False
        self.reminders = 0
        self.account: Account | None = None

    @workflow.signal
    def confirm(self) -> None:
        self.confirmed = True

    @workflow.query
    def days_left(self) -> int:
        return policy.days_left(self.account) if self.account else 0

    @workflow.run
    async def run(self, account: Account) -> Outcome:
        self.account = account
        workflow.logger.info("welcome %s, ticket %s", account.id, policy.ticket())
        await services.welcome(account)
        features = await services.enable_features(account)
        await asyncio.sleep(policy.first_reminder(account).total_seconds())
        while not self.confirmed and not policy.trial_over(account):
            await self.remind(account)
        if not self.confirmed:
            return Outcome(account.id, "left", features)
        if not await services.check_tax(account):
            return Outcome(account.id, "tax unclear", features)
        await workflow.execute_child_workflow(
            Billing.run, args=[account.id, account.plan], id=policy.billing_id(account)
        )
        return Outcome(account.id, "subscribed", features)

    async def remind(self, account: Account) -> None:
        delay = pacing.next_delay(account.id, settings.REMINDER_EVERY)
        try:
            await workflow.wait_condition(lambda: self.confirmed, timeout=delay)
        except TimeoutError:
            self.reminders += 1
            await services.mail(account, "reminder")
