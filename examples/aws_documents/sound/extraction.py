"""The world outside: storage, text recognition, translation. Called from steps only."""

import os
import tempfile
from pathlib import Path
from typing import Any

import boto3
from aws_durable_execution_sdk_python import StepContext, durable_step

from aws_documents.sound.models import Document, Text

BUCKET = os.environ.get("DOCUMENT_BUCKET", "documents")


def page_keys(document: Document) -> list[str]:
    """List the pages of a document, in the order of their names."""
    storage: Any = boto3.client("s3")
    listing = storage.list_objects_v2(Bucket=BUCKET, Prefix=document.key)
    return sorted(entry["Key"] for entry in listing.get("Contents", []))


def recognise(page: str, engine: str) -> Text:
    with tempfile.TemporaryDirectory() as folder:
        image = Path(folder) / "page"
        storage: Any = boto3.client("s3")
        storage.download_file(BUCKET, page, str(image))
        reader: Any = boto3.client("textract")
        reply = reader.detect_document_text(Document={"Bytes": image.read_bytes()})
    words = " ".join(block.get("Text", "") for block in reply["Blocks"])
    return Text(page, words, language_of(words) if engine == "thorough" else "en")


def language_of(words: str) -> str:
    reader: Any = boto3.client("comprehend")
    reply = reader.detect_dominant_language(Text=words)
    return str(reply["Languages"][0]["LanguageCode"])


@durable_step
def translate(step: StepContext, words: str, source: str, target: str) -> str:
    step.logger.info("translating %d characters", len(words))
    translator: Any = boto3.client("translate")
    reply = translator.translate_text(
        Text=words, SourceLanguageCode=source, TargetLanguageCode=target
    )
    return str(reply["TranslatedText"])


def ask_reviewer(reviewer: str, key: str, callback_id: str) -> None:
    queue: Any = boto3.client("sqs")
    queue.send_message(QueueUrl=f"reviews-{reviewer}", MessageBody=f"{key} {callback_id}")
