"""What somebody wants to have paid."""

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Expense:
    """One claim, with what each department carries of it."""

    id: str
    employee: str
    cents: int
    shares: dict[str, int]

    @classmethod
    def from_json(cls, raw: dict[str, Any]) -> "Expense":
        return cls(raw["id"], raw["employee"], int(raw["cents"]), dict(raw["shares"]))

    def to_json(self) -> dict[str, Any]:
        return asdict(self)
