"""What is decided about a document."""

import random
import time
import uuid

from aws_documents.faulty import settings
from aws_documents.faulty.models import Document, Text

_digests: set[str] = set()


def known(document: Document) -> bool:
    """Tell whether the same document came before, and remember it."""
    if document.digest in _digests:  # expect: global-read error
        return True
    _digests.add(document.digest)  # expect: global-write error
    return False


def expired(document: Document) -> bool:
    now = time.time()  # expect: wall-clock error
    return now > document.received + settings.RETENTION_SECONDS


def reviewer() -> str:
    return random.choice(settings.REVIEWERS)  # expect: random-value error


def archive_name() -> str:
    return uuid.uuid4().hex  # expect: generated-id error


def languages(texts: list[Text], wanted: str) -> list[str]:
    """Return the foreign languages of a document, each once."""
    found = {text.language for text in texts}
    found.discard(wanted)
    return [*found]  # expect: unordered-iteration error


def mixed(texts: list[Text]) -> bool:
    return len({text.language for text in texts}) > 1


def thorough() -> bool:
    return settings.ENGINE == "thorough"
