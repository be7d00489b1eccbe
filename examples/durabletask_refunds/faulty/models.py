"""What is given back."""

from dataclasses import dataclass, field


@dataclass
class Refund:
    """One customer's claim, against some of the payments of an order."""

    id: str
    order: str
    cents: int
    payments: list[str] = field(default_factory=list)


@dataclass
class Part:
    """What is given back of one payment."""

    payment: str
    cents: int
    key: str
