"""What touches the world: mail, billing, switches. It runs once and is recorded."""

import os
import uuid
from datetime import UTC, datetime

import httpx
from temporalio import activity

from temporal_onboarding.sound.models import Account

MAIL_URL = os.getenv("MAIL_URL", "https://mail.example")
BILLING_URL = os.getenv("BILLING_URL", "https://billing.example")


@activity.defn
async def current_region() -> str:
    """Ask the environment once; the workflow decides by the recorded answer."""
    return os.getenv("REGION", "us")


@activity.defn
async def send_mail(email: str, template: str) -> str:
    message = {"id": str(uuid.uuid4()), "to": email, "template": template}
    async with httpx.AsyncClient() as client:
        reply = await client.post(f"{MAIL_URL}/messages", json=message)
        reply.raise_for_status()
    return message["id"]


@activity.defn
async def enable(account: Account, feature: str) -> str:
    # The worker has a copy of the account: the workflow does not see this.
    account.addons.append(feature)
    return f"{account.id}:{feature}:{len(account.addons)}"


@activity.defn
async def check_tax(account_id: str) -> bool:
    async with httpx.AsyncClient() as client:
        reply = await client.get(f"{BILLING_URL}/tax/{account_id}")
    return reply.status_code == httpx.codes.OK


@activity.defn
async def open_invoice(account_id: str, plan: str) -> str:
    issued = datetime.now(UTC)
    async with httpx.AsyncClient() as client:
        reply = await client.post(
            f"{BILLING_URL}/invoices",
            json={"account": account_id, "plan": plan, "issued": issued.isoformat()},
        )
    return str(reply.raise_for_status().json()["invoice"])
