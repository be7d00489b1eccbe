"""Fulfil an order: reserve, charge, hand over to the carriers, tell the customer."""

from dbos import DBOS, SetWorkflowID

from . import policy, services
from .models import Order, Outcome, Parcel


@DBOS.workflow()
def deliver(order: Order, parcel: Parcel) -> str:
    shipment = services.hand_over(order, parcel)
    DBOS.set_event("tracking", shipment.tracking)
    return shipment.tracking


@DBOS.workflow()
def fulfil(order: Order) -> Outcome:
    started = policy.stopwatch()
    if not policy.countries_served(order):
        return Outcome(order.id, "refused")
    parcels = services.parcels(order)
    for parcel in parcels:
        services.reserve(parcel)
    services.prepare(order)
    receipt = services.settle(order)
    DBOS.set_event("receipt", receipt)
    policy.log_pace(order, started)
    return Outcome(order.id, "sent", tuple(send(order, parcels)))


def send(order: Order, parcels: list[Parcel]) -> list[str]:
    """Start one delivery per parcel, then wait for each in turn."""
    handles = []
    for parcel in parcels:
        with SetWorkflowID(policy.delivery_id(order, parcel)):
            handles.append(DBOS.start_workflow(deliver, order, parcel))
    return [handle.get_result() for handle in handles]
