"""Which executors are taken for dead at once, before their leases run out."""

import pytest

from samepath.runtime_guard import Runtime, process
from samepath.runtime_guard.leases import Lease


@pytest.mark.parametrize(("host", "born"), [("", "x"), ("here", "")])
def test_nobody_is_buried_of_whom_too_little_is_known(host, born, tmpfs, monkeypatch):
    with Runtime(str(tmpfs / "journal.db")) as runtime:
        monkeypatch.setattr(process, "host", lambda: host)
        statement = "insert into samepath_executors values ('other', ?, 1, ?, '', {now} + 99)"
        runtime.store.write(lambda sql: sql.run(statement, (host, born)))
        Lease(runtime.store, "new", 60, pinned=False).bury()
        left = runtime.store.read(lambda sql: sql.rows("select id from samepath_executors"))

    assert ("other",) in [tuple(row) for row in left]


@pytest.mark.parametrize(("host", "buried"), [("here", True), ("elsewhere", False)])
def test_only_the_dead_of_the_same_host_are_buried(host, buried, journal, monkeypatch):
    monkeypatch.setattr(process, "host", lambda: "here")
    monkeypatch.setattr(process, "born", lambda pid: "" if pid == 1 else "born")
    with Runtime(journal, poll=5) as runtime:
        statement = "insert into samepath_executors values ('dead', ?, 1, 'x', '', {now} + 99)"
        runtime.store.write(lambda sql: sql.run(statement, (host,)))
        lease = Lease(runtime.store, "new", 60, pinned=False)
        lease.renew()
        lease.bury()
        left = runtime.store.read(lambda sql: sql.rows("select id from samepath_executors"))

    ids = {row[0] for row in left}
    assert ("dead" in ids) is not buried
    assert {"new", runtime.executor.id} <= ids
