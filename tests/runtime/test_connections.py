"""Connections to PostgreSQL: kept while they are fit, never too many, closed at the end."""

import threading
from types import SimpleNamespace

import psycopg
import pytest
from psycopg.pq import TransactionStatus

from samepath.runtime_guard import Runtime
from samepath.runtime_guard.journal.connections import Connections, TooManyError
from samepath.runtime_guard.journal.postgres import PostgresStore


class Fake:
    """A connection that notes what becomes of it."""

    def __init__(self):
        self.closed = False
        self.info = SimpleNamespace(transaction_status=TransactionStatus.IDLE)

    def close(self):
        self.closed = True


@pytest.fixture
def made():
    return []


@pytest.fixture
def connections(made):
    def connect():
        made.append(Fake())
        return made[-1]

    return Connections(connect, most=2, patience=0.05)


def test_a_fit_connection_is_used_again(connections, made):
    assert connections.use(lambda one: one) is connections.use(lambda one: one)
    assert len(made) == 1


def test_two_at_once_need_two(connections, made):
    pair = connections.use(lambda one: connections.use(lambda other: (one, other)))

    assert list(pair) == made


def test_who_waits_too_long_for_one_is_told(connections):
    def greedy(_):
        return connections.use(lambda _: connections.use(lambda _: None))

    with pytest.raises(TooManyError, match="no connection was free"):
        connections.use(greedy)
    assert connections.use(lambda _: "free again") == "free again"


def test_a_connection_in_a_transaction_is_not_handed_on(connections, made):
    def begin(one):
        one.info.transaction_status = TransactionStatus.INTRANS

    connections.use(begin)
    connections.use(lambda _: None)

    assert [one.closed for one in made] == [True, False]


def test_after_a_broken_one_no_other_is_trusted(connections, made):
    connections.use(lambda _: connections.use(lambda _: None))
    connections.use(lambda one: one.close())
    connections.use(lambda _: None)

    assert [one.closed for one in made] == [True, True, False]


def test_closing_closes_what_is_kept(connections, made):
    connections.use(lambda _: None)
    connections.close()

    assert made[0].closed


def test_a_closed_runtime_leaves_no_connection_behind(postgres):
    name = f"{postgres}&application_name=leaves_none"
    Runtime(name).close()
    statement = "select count(*) from pg_stat_activity where application_name = 'leaves_none'"
    with psycopg.connect(postgres, autocommit=True) as connection:
        for _ in range(500):  # a server process ends a little after its client
            left = connection.execute(statement).fetchone()
            if left == (0,):
                break

    assert left == (0,)


def test_signals_travel_where_nothing_swallows_them(postgres):
    store = PostgresStore(postgres)
    heard = threading.Event()
    with Runtime(store=store, poll=0.01) as one, Runtime(postgres, poll=0.01) as other:
        one.executor.signals.watch("message:r").arm(heard.set)
        other.executor.announce("message:r")

        assert heard.wait(20)
        assert store._heard_probe
    assert not store._listener.is_alive()
