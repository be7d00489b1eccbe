"""What is decided about an account, with the engine's own clock, ids and dice."""

import uuid
from datetime import UTC, datetime, timedelta

from temporalio import workflow

from temporal_onboarding.sound import settings
from temporal_onboarding.sound.models import Account

ACCOUNTS = uuid.UUID("0a3c1c58-3c4b-4e02-8f1e-6f2c4b9c7d10")


def features(account: Account) -> list[str]:
    """Return what the plan and the extras give, each feature once."""
    return sorted(settings.PLAN_FEATURES[account.plan] | set(account.addons))


def trial_over(account: Account) -> bool:
    return workflow.now() > account.signed_up + settings.TRIAL


def offered_call(account: Account) -> bool:
    draw = workflow.random().random()
    return account.plan == "team" and draw < settings.OFFER_SHARE


def greeting() -> str:
    return "morning" if workflow.now().hour < settings.NOON else "evening"


def taxed(region: str) -> bool:
    return region in settings.TAXED_REGIONS


def billing_id(account: Account) -> str:
    return f"billing-{uuid.uuid5(ACCOUNTS, account.id)}"


def ticket() -> str:
    return str(workflow.uuid4())


def first_reminder(account: Account) -> timedelta:
    return settings.REMINDER_EVERY * (2 if "quiet" in account.addons else 1)


def days_left(account: Account) -> int:
    """Tell how long the trial goes on; only a query asks, and nobody replays that."""
    return (account.signed_up + settings.TRIAL - datetime.now(UTC)).days
