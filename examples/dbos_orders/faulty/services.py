"""The steps of fulfilling an order, and what lies between them."""

from dbos import DBOS

from . import clients, policy, settings
from .models import Order, Parcel, Shipment


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
def redeem_vouchers(order: Order) -> None:
    clients.redeem(order)


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
    if policy.inspected():
        inspect(order)
    if policy.wrapped(order):
        wrap(order)


def settle(order: Order) -> str:
    redeem_vouchers(order)
    return charge(order, policy.total(order), policy.payment_key())


def hand_over(order: Order, parcel: Parcel) -> Shipment:
    carrier = policy.carrier(order)
    if carrier in settings.SIGNED_CARRIERS:
        DBOS.recv("signature")
    if policy.leaves_today():
        return book_express(carrier, parcel)
    return book_standard(carrier, parcel)
