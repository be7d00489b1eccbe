"""A full or broken disk: nothing unrecorded is reported as done, nothing recorded is lost."""

import os
from pathlib import Path

import psycopg
import pytest
from runtime.failing import FAULT, open_store

from samepath.runtime_guard import (
    JournalError,
    RunInterruptedError,
    Runtime,
    SchemaError,
    step,
    workflow,
)

ACTED: list[int] = []


@step(name="disks.act")
def act(n):
    ACTED.append(n)
    return n


@workflow(name="disks.careless")
def careless():
    done = []
    for n in range(4):
        try:
            done.append(act(n))
        except Exception:  # noqa: BLE001 - the point of the test
            done.append("swallowed")
    return done


@pytest.fixture(autouse=True)
def _healthy():
    ACTED.clear()
    yield
    FAULT.heal()


@pytest.mark.parametrize("error", ["ENOSPC", "EIO"])
@pytest.mark.parametrize("lasting", [False, True], ids=["once", "lasting"])
@pytest.mark.parametrize("at", range(14))
def test_a_failing_write_never_ends_in_a_false_success(at, error, lasting, tmpfs):
    path = str(tmpfs / "journal.db")
    runtime = Runtime(store=open_store(path), recover=False)
    FAULT.plan(at, error, lasting=lasting)
    result = attempted(runtime)
    FAULT.heal()
    judge(runtime, result)
    runtime.close()

    with Runtime(path) as runtime:
        goes_on(runtime)


def attempted(runtime):
    """Run once; return the result, or None if the run stopped."""
    try:
        return runtime.run(careless, id="r")
    except (JournalError, RunInterruptedError):
        return None


def judge(runtime, result):
    """What the journal says is what happened, but for the last step at most."""
    read = runtime.store.read
    recorded = [
        value for (value,) in read(lambda sql: sql.rows("select value from samepath_entries"))
    ]
    status = read(lambda sql: sql.rows("select status from samepath_runs"))
    if result is not None:
        assert result == [0, 1, 2, 3]
        assert len(recorded) == 4
        assert status == [("succeeded",)]
    elif status:
        assert status[0][0] in {"running", "succeeded"}
        assert list(range(len(ACTED))) == ACTED
        assert len(recorded) >= len(ACTED) - 1


def goes_on(runtime):
    """With a sound disk the run ends as if nothing had been."""
    assert runtime.run(careless, id="r") == [0, 1, 2, 3]
    assert sorted(set(ACTED)) == [0, 1, 2, 3]
    assert all(ACTED.count(n) <= 2 for n in ACTED)


SERVER_FAULT = """
create sequence writes;
create function fault() returns trigger language plpgsql as $$ begin
if nextval('writes') {when} {at} then
    raise exception 'the disk of the test failed' using errcode = '{code}';
end if;
return new; end $$;
create trigger fault before insert or update on samepath_runs for each row execute function fault();
create trigger fault before insert on samepath_entries for each row execute function fault()
"""


@pytest.mark.parametrize("code", ["53100", "58030"], ids=["ENOSPC", "EIO"])
@pytest.mark.parametrize("when", ["=", ">="], ids=["once", "lasting"])
@pytest.mark.parametrize("at", range(1, 8))
def test_a_server_whose_disk_fails_never_ends_in_a_false_success(at, when, code, postgres):
    runtime = Runtime(postgres, recover=False)
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute(SERVER_FAULT.format(when=when, at=at, code=code))
        result = attempted(runtime)
        connection.execute("drop function fault cascade")
    judge(runtime, result)
    runtime.close()

    with Runtime(postgres) as runtime:
        goes_on(runtime)
    assert (result is None) == (at < 7)  # a run of four steps writes six times


@step(name="disks.fill")
def fill():
    if not ACTED:
        FAULT.plan(0, "ENOSPC", lasting=True)
    ACTED.append(1)
    return 1


@workflow(name="disks.filling")
def filling():
    return fill()


def test_a_run_goes_on_by_itself_when_the_disk_has_room_again(tmpfs):
    path = str(tmpfs / "journal.db")
    with Runtime(store=open_store(path), poll=0.01, lease=0.3) as runtime:
        with pytest.raises(RunInterruptedError, match="stops here"):
            runtime.run(filling, id="r")
        FAULT.heal()

        assert runtime.handle("r").result(20) == 1
    assert ACTED == [1, 1]


def test_a_file_that_is_no_database_is_refused(tmp_path):
    path = tmp_path / "notes.txt"
    path.write_text("these are my notes, and no database at all\n" * 40)

    with pytest.raises(SchemaError, match="no SQLite database") as caught:
        Runtime(str(path))

    assert caught.value
    assert str(path) not in open_files()
    assert path.read_text().startswith("these are my notes")


def open_files():
    """Return the paths that this process holds open, where the system tells."""
    folder = Path("/proc/self/fd")
    return [os.path.realpath(each) for each in folder.iterdir()] if folder.is_dir() else []


def test_a_folder_that_does_not_exist_is_named(tmp_path):
    with pytest.raises(JournalError, match="the folder must exist"):
        Runtime(str(tmp_path / "missing" / "journal.db"))


def test_a_journal_in_memory_is_refused():
    with pytest.raises(JournalError, match="has to survive"):
        Runtime(":memory:")


def test_a_newer_schema_is_refused(tmp_path):
    path = str(tmp_path / "journal.db")
    Runtime(path).close()
    import sqlite3

    connection = sqlite3.connect(path)
    connection.execute("insert into samepath_migrations values (99)")
    connection.commit()
    connection.close()

    with pytest.raises(SchemaError, match=r"this samepath knows \d+: upgrade samepath"):
        Runtime(path)
