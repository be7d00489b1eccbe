"""What is decided about an expense."""

import random
import uuid
from datetime import UTC, datetime, timedelta

from . import settings
from .models import Expense

_limits: dict[str, int] = {}


def small(expense: Expense) -> bool:
    return expense.cents <= settings.SMALL_AMOUNT


def departments(expense: Expense) -> list[str]:
    """Return who carries a share, each once."""
    names = {name for name, cents in expense.shares.items() if cents > 0}
    return [name.casefold() for name in names]  # expect: unordered-iteration error


def audited() -> bool:
    """Draw a sample of the expenses."""
    return random.random() < settings.AUDIT_SHARE  # expect: random-value error


def decision_event(department: str) -> str:
    return f"decision-{department}-{uuid.uuid4()}"  # expect: generated-id error


def deadline() -> datetime:
    now = datetime.now(UTC)  # expect: wall-clock warning
    return now + timedelta(days=settings.DAYS_TO_DECIDE)


def weekend() -> bool:
    today = datetime.now(UTC).date()  # expect: wall-clock error
    return today.strftime("%a") in {"Sat", "Sun"}


def strict() -> bool:
    return settings.STRICT == "yes"


def known_limit(expense: Expense) -> int | None:
    return _limits.get(expense.employee)  # expect: global-read error


def remember_limit(expense: Expense, limit: int) -> None:
    _limits[expense.employee] = limit  # expect: global-write error
