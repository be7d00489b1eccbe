"""Processes wake each other: at once where signals travel, soon where they do not."""

import time

import pytest

from samepath.runtime_guard import Runtime, receive, set_event, wait_event, workflow
from samepath.runtime_guard.journal.postgres import PostgresStore


@workflow(name="signals.receiving")
def receiving():
    return receive()


@workflow(name="signals.awaiting")
def awaiting(run):
    return wait_event(run, "ready")


@workflow(name="signals.announcing")
def announcing():
    set_event("ready", 42)


class Deaf(PostgresStore):
    """A store behind a pooler that swallows LISTEN."""

    def listen(self, owner, heard):
        self._owner = owner


def test_a_message_from_another_process_wakes_its_receiver(journal):
    with Runtime(journal, poll=0.01) as one, Runtime(journal, poll=0.01, recover=False) as other:
        handle = one.start(receiving, id="r")
        time.sleep(0.1)
        other.send("r", "hello")

        assert handle.result(10) == "hello"


def test_an_event_of_another_process_wakes_who_waits_for_it(journal):
    with Runtime(journal, poll=0.01) as one, Runtime(journal, poll=0.01, recover=False) as other:
        handle = one.start(awaiting, "s")
        time.sleep(0.1)
        other.run(announcing, id="s")

        assert handle.result(10) == 42


@pytest.mark.parametrize("deaf", [True, False], ids=["behind a pooler", "heard"])
def test_where_signals_are_swallowed_others_look_every_second(postgres, deaf):
    store = (Deaf if deaf else PostgresStore)(postgres)
    with Runtime(store=store, poll=0.01) as one, Runtime(postgres, poll=0.01) as other:
        handle = one.start(receiving, id="r")
        time.sleep(0.1)
        other.send("r", "hello")

        assert handle.result(10) == "hello"
