"""A store by itself: who may write, what fails, what an interruption leaves, and its schema."""

import sqlite3
import threading
from types import SimpleNamespace

import pytest

from samepath.runtime_guard import JournalError, Runtime
from samepath.runtime_guard.journal.committer import Committer, _woken_to_lead
from samepath.runtime_guard.journal.migrations import bring_up
from samepath.runtime_guard.journal.sqlite import SqliteSql, SqliteStore

SOMEBODY = "insert into samepath_executors values ('somebody', 'elsewhere', 1, 'x', '', {now} + 99)"


def test_a_store_works_only_for_the_process_that_opened_it(journal, monkeypatch):
    with Runtime(journal, poll=5) as runtime:
        store = runtime.store
        with monkeypatch.context() as forked:
            forked.setattr(store, "_process", -1)
            for way in (store.write, store.read, lambda work: store.submit(work, id)):
                with pytest.raises(JournalError, match="before the process forked"):
                    way(len)


def test_a_question_that_the_database_cannot_answer_is_an_error_of_the_journal(tmpfs):
    store = SqliteStore(str(tmpfs / "journal.db"))
    with pytest.raises(JournalError, match="no such table"):
        store.read(lambda sql: sql.rows("select 1 from nowhere"))
    store.close()


def test_a_group_whose_commit_failed_leaves_the_journal_usable(tmpfs, monkeypatch):
    usual, failing = SqliteSql.run, threading.Event()

    def run(self, statement, parameters=()):
        if statement == "commit" and failing.is_set():
            failing.clear()
            raise JournalError("the disk is full")
        return usual(self, statement, parameters)

    with Runtime(str(tmpfs / "journal.db")) as runtime:
        monkeypatch.setattr(SqliteSql, "run", run)
        failing.set()
        with pytest.raises(JournalError, match="the disk is full"):
            runtime.store.write(lambda sql: sql.run(SOMEBODY))
        count = "select count(*) from samepath_executors where id = 'somebody'"

        assert runtime.store.write(lambda sql: sql.rows(count)) == [(0,)]


class InterruptedTurn:
    """A lock whose first wait is interrupted, as by a signal."""

    def __init__(self):
        self.waited = 0

    def acquire(self):
        self.waited += 1
        if self.waited == 1:
            raise KeyboardInterrupt


@pytest.mark.parametrize("lead", [True, False])
def test_a_writer_that_is_interrupted_still_leads_if_others_wait_for_it(lead):
    ticket = SimpleNamespace(turn=InterruptedTurn(), lead=lead)
    if lead:
        assert _woken_to_lead(ticket)
    else:
        with pytest.raises(KeyboardInterrupt):
            _woken_to_lead(ticket)
    assert ticket.turn.waited == 2


def test_an_interrupted_commit_is_an_interruption_of_who_made_it():
    def commit(group):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Committer(commit).write(len)


def test_a_journal_that_is_up_to_date_is_opened_without_writing(tmpfs):
    path = str(tmpfs / "journal.db")
    SqliteStore(path).close()
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("begin immediate")  # nobody else can write now
    SqliteStore(path).close()
    other.close()


def test_who_finds_the_schema_made_by_another_meanwhile_goes_on(tmpfs, monkeypatch):
    store = SqliteStore(str(tmpfs / "journal.db"))
    usual, first = store.read, [[]]
    monkeypatch.setattr(store, "read", lambda work: first.pop() if first else usual(work))

    bring_up(store, "sqlite")

    assert not first
    store.close()
