"""What touches the world: the ledger, the mail. Each runs once and is recorded."""

import uuid
from datetime import UTC, datetime
from typing import Any

import azure.durable_functions as df
import requests

from . import settings

activities = df.Blueprint()


@activities.activity_trigger(input_name="expense")
def read_limit(expense: dict[str, Any]) -> int:
    reply = requests.get(f"{settings.LEDGER_URL}/limits/{expense['employee']}", timeout=10)
    reply.raise_for_status()
    return int(reply.json()["cents"])


@activities.activity_trigger(input_name="question")
def ask(question: dict[str, Any]) -> str:
    message = {"id": str(uuid.uuid4()), "sent": datetime.now(UTC).isoformat(), **question}
    requests.post(f"{settings.MAIL_URL}/messages", json=message, timeout=10).raise_for_status()
    return str(message["id"])


@activities.activity_trigger(input_name="expense")
def audit(expense: dict[str, Any]) -> None:
    reply = requests.post(f"{settings.LEDGER_URL}/audits", json=expense, timeout=10)
    reply.raise_for_status()


@activities.activity_trigger(input_name="expense")
def pay(expense: dict[str, Any]) -> str:
    reply = requests.post(
        f"{settings.LEDGER_URL}/payments",
        json=expense,
        headers={"idempotency-key": expense["id"]},
        timeout=10,
    )
    reply.raise_for_status()
    return str(reply.json()["payment"])
