"""Reminders come ever more slowly.

The sandbox imports this module anew for every run, so what it remembers belongs to the run.
"""

from datetime import timedelta

_sent: dict[str, int] = {}


def next_delay(account_id: str, every: timedelta) -> timedelta:
    sent = _sent.get(account_id, 0)
    _sent[account_id] = sent + 1
    return every * (sent + 1)
