"""Lose power at any moment, and judge what the disk holds.

A recording file system notes every write and sync of a run. At a cut, what was synced is there;
each write that was not is kept, dropped or torn by sectors. Whatever the journal acknowledged
must then be found in the database, and no transaction by halves.
"""

import contextlib
import random
import shutil
import sqlite3
import sys
import time
from pathlib import Path
from typing import Any

import apsw
from runtime.cluster import new_folder

from samepath.runtime_guard import JournalError, Runtime, receive, send, step, transaction, workflow
from samepath.runtime_guard.journal.sqlite import SqliteStore

SECTOR = 512
LOG: list[tuple[Any, ...]] = []


class RecordedFile(apsw.VFSFile):
    def __init__(self, name, flags):
        path = name if isinstance(name, str) else name.filename()
        self.name = Path(path).name
        super().__init__("unix", name, flags)

    def xWrite(self, data, offset):  # noqa: N802 - SQLite's name
        LOG.append(("write", self.name, offset, bytes(data)))
        super().xWrite(data, offset)

    def xTruncate(self, size):  # noqa: N802 - SQLite's name
        LOG.append(("truncate", self.name, size))
        super().xTruncate(size)

    def xSync(self, flags):  # noqa: N802 - SQLite's name
        LOG.append(("sync", self.name))
        super().xSync(flags)


class RecordingSystem(apsw.VFS):
    def __init__(self):
        super().__init__("recording", "unix")

    def xOpen(self, name, flags):  # noqa: N802 - SQLite's name
        return RecordedFile(name, flags)

    def xDelete(self, name, sync):  # noqa: N802 - SQLite's name
        LOG.append(("delete", Path(name).name))
        super().xDelete(name, sync)


class Connection:
    """What the journal needs of a connection, on apsw."""

    def __init__(self, path: str, vfs: str) -> None:
        self._inner = apsw.Connection(path, vfs=vfs)
        self._inner.execute("pragma wal_autocheckpoint = 20")

    def execute(self, statement: str, parameters: Any = ()) -> "Rows":
        with as_sqlite3():
            before = self._inner.total_changes()
            rows = list(self._inner.execute(statement, tuple(parameters)))
            return Rows(rows, self._inner.total_changes() - before)

    @property
    def in_transaction(self) -> bool:
        return bool(self._inner.in_transaction)

    def create_function(self, name: str, arity: int, function: Any) -> None:
        self._inner.create_scalar_function(name, function, arity)

    def close(self) -> None:
        self._inner.close()


class Rows:
    def __init__(self, rows: list[Any], changed: int) -> None:
        self._rows = rows
        self.rowcount = changed

    def fetchall(self) -> list[Any]:
        return self._rows

    def fetchone(self) -> Any:
        return self._rows[0] if self._rows else None


@contextlib.contextmanager
def as_sqlite3():
    """Raise what the standard driver would raise."""
    try:
        yield
    except apsw.Error as error:
        raise sqlite3.OperationalError(str(error)) from error


@step(name="powerloss.act")
def act(what):
    return f"{what} " + "x" * 150


@transaction(name="powerloss.both")
def both(db, what):
    db.execute("create table if not exists app_rows (value text)")
    db.execute("insert into app_rows values (?)", (what,))
    return what


@workflow(name="powerloss.flow")
def flow(name):
    act(1)
    both(f"{name} a")
    send(name, "to myself")
    got = receive()
    both(f"{name} b")
    return [act(2), got]


def facts(sql: Any) -> tuple[set[Any], dict[str, str], set[str]]:
    """Return entries, ended runs and the application's rows."""
    entries = {tuple(row) for row in sql.rows("select run, position, value from samepath_entries")}
    runs = {row[0]: row[1] for row in sql.rows("select id, status from samepath_runs")}
    try:
        rows = {row[0] for row in sql.rows("select value from app_rows")}
    except (JournalError, sqlite3.Error):  # no such table yet
        rows = set()
    return entries, runs, rows


def recorded(folder: Path, runs: int, *, durable: bool) -> None:
    """Run some workflows on the recording file system, noting what was acknowledged when."""
    RecordingSystem.instance = RecordingSystem()
    store = SqliteStore(
        str(folder / "journal.db"),
        durable=durable,
        connect=lambda path, _: Connection(path, "recording"),
    )
    write = store.write

    def acknowledged(work):
        result = write(work)
        LOG.append(("ack", store.read(facts)))
        return result

    LOG.append(("ack", store.read(facts)))
    store.write = acknowledged
    runtime = Runtime(store=store, recover=False, lease=3600, poll=3600)
    for number in range(runs):
        runtime.run(flow, f"r{number}", id=f"r{number}")
    LOG.append(("end",))
    runtime.close()


class Disk:
    """What a disk holds after a power loss."""

    def __init__(self) -> None:
        self.files: dict[str, bytearray] = {}
        self.pending: list[tuple[Any, ...]] = []
        self.promised: Any = (set(), {}, set())

    def feed(self, event: tuple[Any, ...]) -> None:
        """Take the next event of the log."""
        kind = event[0]
        if kind == "ack":
            self.promised = event[1]
        elif kind == "sync":
            for each in [each for each in self.pending if each[1] == event[1]]:
                self.apply(each)
            self.pending = [each for each in self.pending if each[1] != event[1]]
        elif kind == "delete":
            self.files.pop(event[1], None)
            self.pending = [each for each in self.pending if each[1] != event[1]]
        else:
            self.pending.append(event)

    def apply(self, event: tuple[Any, ...]) -> None:
        if event[0] == "truncate":
            del self.files.setdefault(event[1], bytearray())[event[2] :]
            return
        _, name, offset, data = event
        content = self.files.setdefault(name, bytearray())
        if len(content) < offset + len(data):
            content.extend(bytes(offset + len(data) - len(content)))
        content[offset : offset + len(data)] = data

    def crashed(self, chance: random.Random) -> "Disk":
        """Return one state that a power loss may leave: unsynced writes kept, dropped or torn."""
        state = Disk()
        state.files = {name: bytearray(content) for name, content in self.files.items()}
        kept = chance.choice([0.0, 0.5, 0.5, 0.8, 1.0])
        for event in self.pending:
            if chance.random() >= kept:
                continue
            torn = event[0] == "write" and len(event[3]) > SECTOR and chance.random() < 0.3
            sectors = chance.randrange(1, len(event[3]) // SECTOR + 1) if torn else None
            state.apply((*event[:3], event[3][: sectors * SECTOR]) if sectors else event)
        return state


def judge(state: Disk, promised: Any, folder: Path) -> str:
    """Open what the disk holds; return what is wrong with it, or an empty string."""
    for left in folder.iterdir():
        left.unlink()
    for name, content in state.files.items():
        (folder / name).write_bytes(content)
    path = str(folder / "journal.db")
    connection = sqlite3.connect(path)
    try:
        if connection.execute("pragma integrity_check").fetchone()[0] != "ok":
            return "the database is corrupt"
        entries, runs, rows = facts(Sql(connection))
    except sqlite3.DatabaseError as error:
        return f"the database cannot be read: {error}"
    finally:
        connection.close()
    if not promised[0] <= entries or not promised[2] <= rows:
        return "an acknowledged entry is lost"
    ended = {run for run, status in promised[1].items() if status == "succeeded"}
    if not promised[1].keys() <= runs.keys() or any(runs[run] != "succeeded" for run in ended):
        return "an acknowledged state of a run is lost"
    recorded_rows = {value.strip('"') for _, position, value in entries if position in {"2", "5"}}
    return "" if recorded_rows == rows else "a transaction is there by halves"


class Sql:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def rows(self, statement: str) -> list[Any]:
        return self._connection.execute(statement).fetchall()


def main(states: int, seed: int, *, durable: bool = True) -> int:
    """Judge about that many states; return the number of those that are wrong."""
    chance = random.Random(seed)
    root = new_folder()
    (root / "run").mkdir()
    (root / "state").mkdir()
    LOG.clear()
    recorded(root / "run", 10, durable=durable)
    first = next(index for index, event in enumerate(LOG) if event[0] == "ack")
    last = next(index for index, event in enumerate(LOG) if event[0] == "end")
    each = max(1, round(states / (last - first)))
    disk = Disk()
    judged = wrong = 0
    began = time.monotonic()
    for index, event in enumerate(LOG[:last]):
        disk.feed(event)
        for _ in range(each if index >= first else 0):
            fault = judge(disk.crashed(chance), disk.promised, root / "state")
            judged += 1
            if fault:
                wrong += 1
                if wrong < 5:
                    print(f"after event {index}: {fault}")
    shutil.rmtree(root)
    seconds = time.monotonic() - began
    print(f"{judged} power-loss states in {seconds:.0f} s, seed {seed}: {wrong} wrong")
    return wrong


if __name__ == "__main__":
    sys.exit(
        1 if main(int(sys.argv[1]), int(sys.argv[2]), durable="--loose" not in sys.argv) else 0
    )
