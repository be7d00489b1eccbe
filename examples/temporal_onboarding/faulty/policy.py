"""What is decided about an account."""

import random
import uuid
from datetime import UTC, datetime, timedelta

from temporal_onboarding.faulty import settings
from temporal_onboarding.faulty.models import Account

_welcomed: set[str] = set()


def features(account: Account) -> list[str]:
    """Return what the plan and the extras give, each feature once."""
    chosen = settings.PLAN_FEATURES[account.plan] | set(account.addons)
    return list(chosen)  # expect: unordered-iteration error


def trial_over(account: Account) -> bool:
    now = datetime.now(UTC)  # expect: wall-clock error
    return now > account.signed_up + settings.TRIAL


def offered_call(account: Account) -> bool:
    draw = random.Random().random()  # expect: random-value error
    return account.plan == "team" and draw < settings.OFFER_SHARE


def greeting() -> str:
    hour = datetime.now(UTC).hour  # expect: wall-clock warning
    return "morning" if hour < settings.NOON else "evening"


def taxed() -> bool:
    return settings.REGION in settings.TAXED_REGIONS


def billing_id(account: Account) -> str:
    return f"billing-{account.id}-{uuid.uuid4()}"  # expect: generated-id error


def first_time(account: Account) -> bool:
    """Tell whether the account is new, and remember it."""
    if account.id in _welcomed:  # expect: global-read error
        return False
    _welcomed.add(account.id)  # expect: global-write error
    return True


def first_reminder(account: Account) -> timedelta:
    return settings.REMINDER_EVERY * (2 if "quiet" in account.addons else 1)


def days_left(account: Account) -> int:
    """Tell how long the trial goes on; only a query asks, and nobody replays that."""
    return (account.signed_up + settings.TRIAL - datetime.now(UTC)).days
