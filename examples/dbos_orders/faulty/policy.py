"""What the shop decides."""

import random
import uuid
from datetime import UTC, datetime

from . import settings
from .models import Line, Order, Parcel

_turns: dict[str, int] = {}


def split(lines: list[Line]) -> list[Parcel]:
    """Return one parcel for each warehouse."""
    warehouses = {line.warehouse for line in lines}
    return [parcel(each, lines) for each in warehouses]  # expect: unordered-iteration error


def parcel(warehouse: str, lines: list[Line]) -> Parcel:
    articles = (line.article for line in lines if line.warehouse == warehouse)
    return Parcel(warehouse, tuple(articles))


def total(order: Order) -> int:
    return max(0, sum(line.cents * line.quantity for line in order.lines) - order.discount)


def carrier(order: Order) -> str:
    """Let the carriers of a country take turns."""
    turn = _turns.get(order.country, 0)  # expect: global-read error
    _turns[order.country] = turn + 1  # expect: global-write error
    return settings.CARRIERS[turn % len(settings.CARRIERS)]


def payment_key() -> str:
    return str(uuid.uuid4())  # expect: generated-id warning


def delivery_id(order: Order, parcel: Parcel) -> str:
    return f"delivery-{order.id}-{parcel.warehouse}"


def inspected() -> bool:
    """Draw a sample of the orders."""
    draw = random.random()  # expect: random-value error
    return draw < settings.INSPECTION_SHARE


def wrapped(order: Order) -> bool:
    return order.gift and settings.GIFT_WRAPPING == "on"


def leaves_today() -> bool:
    now = datetime.now(UTC)  # expect: wall-clock error
    return now.hour < settings.CUTOFF_HOUR


def countries_served(order: Order) -> bool:
    return order.country in {"AT", "BE", "DE", "FR", "NL"}
