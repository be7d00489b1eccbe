"""What touches the world: the ledger and the mail. Each runs once and is recorded."""

import os
import time

import requests
from durabletask import task

from .models import Part, Refund

PATIENCE = 10.0
LEDGER_URL = os.environ.get("LEDGER_URL", "https://ledger.example")


def give_back(_context: task.ActivityContext, part: Part) -> str:
    reply = requests.post(
        f"{LEDGER_URL}/payments/{part.payment}/refunds",
        json={"cents": part.cents},
        headers={"idempotency-key": part.key},
        timeout=10,
    )
    reply.raise_for_status()
    return str(reply.json()["refund"])


def second_look(context: task.ActivityContext, refund: Refund) -> bool:
    started = time.monotonic()
    reply = requests.get(
        f"{LEDGER_URL}/orders/{refund.order}/disputes",
        params={"asked_by": context.orchestration_id},
        timeout=10,
    )
    reply.raise_for_status()
    return not reply.json() and time.monotonic() - started < PATIENCE


def notify(_context: task.ActivityContext, refund: Refund) -> None:
    requests.post(
        f"{LEDGER_URL}/orders/{refund.order}/notices", json={"refund": refund.id}, timeout=10
    ).raise_for_status()
