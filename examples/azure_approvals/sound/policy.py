"""What is decided about an expense, from its input and from recorded results."""

import logging
import random
import time
import uuid
from datetime import datetime, timedelta

import azure.durable_functions as df

from . import settings
from .models import Expense

log = logging.getLogger(__name__)

EXPENSES = uuid.UUID("5d1e7ab0-02be-4f53-9d39-70b4b1c5a2ee")


def small(expense: Expense) -> bool:
    return expense.cents <= settings.SMALL_AMOUNT


def departments(expense: Expense) -> list[str]:
    """Return who carries a share, in the order of their names."""
    return sorted({name for name, cents in expense.shares.items() if cents > 0})


def audited(expense: Expense) -> bool:
    """Draw a sample of the expenses; the seed makes a replay draw the same."""
    return random.Random(expense.id).random() < settings.AUDIT_SHARE


def decision_event(expense: Expense, department: str) -> str:
    return f"decision-{uuid.uuid5(EXPENSES, expense.id + department)}"


def deadline(context: df.DurableOrchestrationContext) -> datetime:
    now: datetime = context.current_utc_datetime
    return now + timedelta(days=settings.DAYS_TO_DECIDE)


def weekend(context: df.DurableOrchestrationContext) -> bool:
    return context.current_utc_datetime.strftime("%a") in {"Sat", "Sun"}


def log_once(context: df.DurableOrchestrationContext, expense: Expense) -> None:
    """Write the line on the first run only; nobody decides anything by the clock in it."""
    if not context.is_replaying:
        log.info("%s taken up at %s", expense.id, time.time())  # silent: first run only
