"""The stages of the pipeline, each a few recorded operations."""

from collections.abc import Sequence

from aws_durable_execution_sdk_python import DurableContext

from aws_documents.sound import extraction, policy, settings
from aws_documents.sound.models import Document, Text


def accepted(context: DurableContext, document: Document) -> bool:
    now = context.step(policy.read_clock(), name="read-clock")
    return not policy.expired(document, now)


def fetch(context: DurableContext, document: Document) -> list[str]:
    return context.step(lambda _: extraction.page_keys(document), name="list-pages")


def read_page(context: DurableContext, page: str, _index: int, _pages: Sequence[str]) -> Text:
    return context.step(lambda _: extraction.recognise(page, "thorough"), name="recognise")


def translate(context: DurableContext, document: Document, texts: list[Text]) -> list[str]:
    """Translate what is foreign, one step for each language."""
    translated = []
    for language in policy.languages(texts, document.language):
        words = " ".join(text.words for text in texts if text.language == language)
        step = extraction.translate(words, language, document.language)
        translated.append(context.step(step, name=f"translate-{language}"))
    return translated


def review(context: DurableContext, document: Document) -> str:
    reviewer = policy.reviewer(document)
    answer = context.wait_for_callback(
        lambda callback_id, _: extraction.ask_reviewer(reviewer, document.key, callback_id),
        name=f"review-{reviewer}",
    )
    return str(answer)


def archive(context: DurableContext, document: Document, translated: list[str]) -> None:
    context.invoke(
        settings.ARCHIVER,
        {"key": document.key, "translations": translated},
        name=f"archive-{policy.archive_name(document)}",
    )
