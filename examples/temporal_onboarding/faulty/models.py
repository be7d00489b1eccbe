"""Who is taken on board, and what becomes of it."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass
class Account:
    """A new subscriber."""

    id: str
    email: str
    plan: str
    signed_up: datetime
    addons: list[str] = field(default_factory=list)


@dataclass
class Outcome:
    """What became of the trial."""

    account: str
    state: str
    features: list[str] = field(default_factory=list)
