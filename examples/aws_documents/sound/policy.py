"""What is decided about a document, from its event and from recorded results."""

import logging
import random
import time
import uuid

from aws_durable_execution_sdk_python import StepContext, durable_step

from aws_documents.sound import settings
from aws_documents.sound.models import Document, Text

log = logging.getLogger(__name__)


@durable_step
def read_clock(step: StepContext) -> float:
    """Read the time once; a replay finds the recorded one."""
    step.logger.info("reading the clock")
    return time.time()


def expired(document: Document, now: float) -> bool:
    return now > document.received + settings.RETENTION_SECONDS


def reviewer(document: Document) -> str:
    """Draw a reviewer; the seed makes a replay draw the same."""
    return random.Random(document.digest).choice(settings.REVIEWERS)


def archive_name(document: Document) -> str:
    return str(uuid.uuid5(uuid.UUID(settings.ARCHIVE_NAMESPACE), document.digest))


def languages(texts: list[Text], wanted: str) -> list[str]:
    """Return the foreign languages of a document, each once."""
    found = {text.language for text in texts}
    found.discard(wanted)
    return sorted(found)


def mixed(texts: list[Text]) -> bool:
    return len({text.language for text in texts}) > 1


def log_age(document: Document) -> None:
    """Say how long a document waited; nobody decides anything by it."""
    waited = time.time() - document.received  # expect: wall-clock note
    log.info("%s waited %.0f s", document.key, waited)
