"""What comes in, and what is read from it."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Document:
    """A scan that somebody handed in."""

    key: str
    digest: str
    received: float
    language: str

    @classmethod
    def from_event(cls, event: dict[str, Any]) -> "Document":
        return cls(
            key=event["key"],
            digest=event["digest"],
            received=float(event["received"]),
            language=event.get("language", "en"),
        )


@dataclass(frozen=True)
class Text:
    """What stands on one page."""

    page: str
    words: str
    language: str
