"""What the workflow has done for an account, in its words and not in the engine's."""

from temporalio import workflow

from temporal_onboarding.faulty import activities, policy, settings
from temporal_onboarding.faulty.models import Account


async def welcome(account: Account) -> None:
    if policy.first_time(account):
        await mail(account, f"welcome-{policy.greeting()}")
    if policy.offered_call(account):
        await mail(account, "offer-call")


async def mail(account: Account, template: str) -> str:
    return await workflow.execute_activity(
        activities.send_mail,
        args=[account.email, template],
        start_to_close_timeout=settings.STEP_TIMEOUT,
    )


async def enable_features(account: Account) -> list[str]:
    enabled = []
    for feature in policy.features(account):
        enabled.append(feature)
        await workflow.execute_activity(
            activities.enable,
            args=[account, feature],
            activity_id=f"enable-{feature}",
            start_to_close_timeout=settings.STEP_TIMEOUT,
        )
    return enabled


async def check_tax(account: Account) -> bool:
    if not policy.taxed():
        return True
    return await workflow.execute_activity(
        activities.check_tax, account.id, start_to_close_timeout=settings.STEP_TIMEOUT
    )
