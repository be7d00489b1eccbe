"""What the shop decides, from the order and from nothing else."""

import random
import time
import uuid
from datetime import datetime

from dbos import DBOS

from . import settings
from .models import Line, Order, Parcel

ORDERS = uuid.UUID("7f0c6d1e-52a4-4c80-9b39-1f7c2a4be1f3")


def split(lines: list[Line]) -> list[Parcel]:
    """Return one parcel for each warehouse, in the order of their names."""
    warehouses = {line.warehouse for line in lines}
    return [parcel(each, lines) for each in sorted(warehouses)]


def parcel(warehouse: str, lines: list[Line]) -> Parcel:
    articles = (line.article for line in lines if line.warehouse == warehouse)
    return Parcel(warehouse, tuple(articles))


def total(lines: list[Line], discount: int) -> int:
    return max(0, sum(line.cents * line.quantity for line in lines) - discount)


def carrier(order: Order) -> str:
    """Spread the orders over the carriers; the same order always meets the same one."""
    turn = uuid.uuid5(ORDERS, order.id).int
    return settings.CARRIERS[turn % len(settings.CARRIERS)]


def payment_key(order: Order) -> str:
    return str(uuid.uuid5(ORDERS, f"{order.id}/payment"))


def delivery_id(order: Order, parcel: Parcel) -> str:
    return f"delivery-{order.id}-{parcel.warehouse}"


def inspected(order: Order) -> bool:
    """Draw a sample of the orders; the seed makes a replay draw the same."""
    return random.Random(order.id).random() < settings.INSPECTION_SHARE


def leaves_today(now: datetime) -> bool:
    return now.hour < settings.CUTOFF_HOUR


def countries_served(order: Order) -> bool:
    return order.country in {"AT", "BE", "DE", "FR", "NL"}


def log_pace(order: Order, started: float) -> None:
    """Say how long the order took so far; nobody decides anything by it."""
    pace = time.monotonic() - started  # expect: wall-clock note
    DBOS.logger.info("order %s is %.1f s old", order.id, pace)


def stopwatch() -> float:
    return time.monotonic()  # expect: wall-clock note
