"""What an order is made of."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True)
class Line:
    """So many of one article, lying in one warehouse."""

    article: str
    quantity: int
    cents: int
    warehouse: str


@dataclass
class Order:
    """What a customer asked for."""

    id: str
    customer: str
    country: str
    lines: list[Line]
    vouchers: list[str] = field(default_factory=list)
    gift: bool = False
    discount: int = 0


@dataclass(frozen=True)
class Parcel:
    """What one warehouse sends."""

    warehouse: str
    articles: tuple[str, ...]


@dataclass(frozen=True)
class Shipment:
    """A parcel handed over to a carrier."""

    tracking: str
    left_at: datetime


@dataclass(frozen=True)
class Outcome:
    """What became of an order."""

    order: str
    state: str
    tracking: tuple[str, ...] = ()
