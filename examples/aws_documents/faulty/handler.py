"""Take in a document: find its pages, read them, translate, have them reviewed, archive."""

from typing import Any

from aws_durable_execution_sdk_python import DurableContext, durable_execution
from aws_durable_execution_sdk_python.config import Duration

from aws_documents.faulty import pipeline, policy
from aws_documents.faulty.models import Document, Text


@durable_execution
def handler(event: dict[str, Any], context: DurableContext) -> dict[str, Any]:
    document = Document.from_event(event)
    if not pipeline.accepted(document):
        return {"key": document.key, "state": "too old"}
    pages = pipeline.fetch(context, document)
    if not pages:
        return {"key": document.key, "state": "empty"}
    texts: list[Text] = context.map(pages, pipeline.read_page, name="read-pages").get_results()
    translated = pipeline.translate(context, document, texts)
    if policy.mixed(texts) and pipeline.review(context, document) != "fine":
        return {"key": document.key, "state": "refused"}
    context.wait(Duration.from_minutes(5), name="settle")
    pipeline.archive(context, document, translated)
    return {"key": document.key, "state": "archived", "pages": len(pages)}
