"""The steps of fulfilling an order, and what lies between them."""

from datetime import UTC, datetime

from dbos import DBOS

from . import clients, policy
from .models import Order, Parcel, Shipment


@DBOS.step()
def read_clock() -> datetime:
    """Read the time once; a replay finds the recorded one."""
    return datetime.now(UTC)


@DBOS.step(retries_allowed=True, max_attempts=5)
def reserve(parcel: Parcel) -> str:
    return clients.reserve(parcel)


@DBOS.step()
def inspect(order: Order) -> None:
    DBOS.logger.info("order %s goes to the inspection desk", order.id)


@DBOS.step()
def wrap(order: Order) -> None:
    DBOS.logger.info("order %s is a present", order.id)


@DBOS.step(retries_allowed=True, max_attempts=5)
def redeem_vouchers(order: Order) -> int:
    return clients.redeem(order.customer, order.vouchers)


@DBOS.step(retries_allowed=True, max_attempts=5)
def charge(order: Order, cents: int, key: str) -> str:
    return clients.charge(order.customer, cents, key)


@DBOS.step(retries_allowed=True, max_attempts=5)
def book_express(carrier: str, parcel: Parcel) -> Shipment:
    return clients.book(carrier, parcel, express=True)


@DBOS.step(retries_allowed=True, max_attempts=5)
def book_standard(carrier: str, parcel: Parcel) -> Shipment:
    return clients.book(carrier, parcel, express=False)


def parcels(order: Order) -> list[Parcel]:
    return policy.split(order.lines)


def prepare(order: Order) -> None:
    if policy.inspected(order):
        inspect(order)
    if order.gift:
        wrap(order)


def settle(order: Order) -> str:
    discount = redeem_vouchers(order)
    return charge(order, policy.total(order.lines, discount), policy.payment_key(order))


def hand_over(order: Order, parcel: Parcel) -> Shipment:
    carrier = policy.carrier(order)
    if policy.leaves_today(read_clock()):
        return book_express(carrier, parcel)
    return book_standard(carrier, parcel)
