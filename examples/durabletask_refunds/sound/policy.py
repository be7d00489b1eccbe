"""What is decided about a refund, with the engine's own clock and ids."""

from datetime import timedelta

from durabletask import task

from .models import Part, Refund

LARGE_AMOUNT = 500_00
COOLING_OFF = timedelta(hours=1)
OPENS, CLOSES = 8, 18


def parts(context: task.OrchestrationContext, refund: Refund) -> list[Part]:
    """Spread a refund over the payments that it names, each once."""
    payments = sorted(set(refund.payments))
    share = refund.cents // max(1, len(payments))
    return [Part(each, share, context.new_uuid()) for each in payments]


def large(refund: Refund) -> bool:
    return refund.cents >= LARGE_AMOUNT


def office_hours(context: task.OrchestrationContext) -> bool:
    return OPENS <= context.current_utc_datetime.hour < CLOSES
