"""The services that the shop talks to; every call happens inside a step."""

from datetime import UTC, datetime

import httpx

from . import settings
from .models import Parcel, Shipment

_session: httpx.Client | None = None


def session() -> httpx.Client:
    """Return the connection pool that the steps of this process share."""
    global _session
    if _session is None:
        _session = httpx.Client(timeout=10)
    return _session


def reserve(parcel: Parcel) -> str:
    reply = session().post(
        f"{settings.WAREHOUSE_URL}/{parcel.warehouse}/reservations",
        json={"articles": list(parcel.articles)},
    )
    return str(reply.raise_for_status().json()["reservation"])


def redeem(customer: str, vouchers: list[str]) -> int:
    """Redeem the vouchers and return what they are worth together."""
    worth = 0
    for voucher in vouchers:
        reply = session().post(
            f"{settings.PAYMENTS_URL}/vouchers/{voucher}", json={"customer": customer}
        )
        worth += int(reply.raise_for_status().json()["cents"])
    return worth


def charge(customer: str, cents: int, key: str) -> str:
    reply = session().post(
        f"{settings.PAYMENTS_URL}/charges",
        json={"customer": customer, "cents": cents},
        headers={"idempotency-key": key},
    )
    return str(reply.raise_for_status().json()["receipt"])


def book(carrier: str, parcel: Parcel, *, express: bool) -> Shipment:
    reply = session().post(
        f"{settings.CARRIER_URL}/{carrier}/bookings",
        json={"from": parcel.warehouse, "express": express},
    )
    return Shipment(str(reply.raise_for_status().json()["tracking"]), datetime.now(UTC))
