"""What is decided about a refund."""

import uuid
from datetime import UTC, datetime, timedelta

from .models import Part, Refund

LARGE_AMOUNT = 500_00
COOLING_OFF = timedelta(hours=1)
OPENS, CLOSES = 8, 18


def parts(refund: Refund) -> list[Part]:
    """Spread a refund over the payments that it names, each once."""
    payments = set(refund.payments)
    share = refund.cents // max(1, len(payments))
    return [Part(each, share, key()) for each in payments]  # expect: unordered-iteration error


def key() -> str:
    return str(uuid.uuid4())  # expect: generated-id warning


def large(refund: Refund) -> bool:
    return refund.cents >= LARGE_AMOUNT


def office_hours() -> bool:
    hour = datetime.now(UTC).hour  # expect: wall-clock error
    return OPENS <= hour < CLOSES
