"""A disk whose n-th write, or sync, fails: full, or broken; once, or from then on."""

import apsw
from runtime.powerloss import Connection

from samepath.runtime_guard.journal.sqlite import SqliteStore

ERRORS = {"ENOSPC": apsw.FullError, "EIO": apsw.IOError}


class Fault:
    """When to fail, and how."""

    def __init__(self) -> None:
        self.calls = 0
        self.at: int | None = None
        self.lasting = False
        self.error: type[Exception] = apsw.FullError

    def plan(self, at: int, error: str, *, lasting: bool) -> None:
        self.calls, self.at, self.error, self.lasting = 0, at, ERRORS[error], lasting

    def heal(self) -> None:
        self.at = None

    def due(self) -> None:
        if self.at is None:
            return
        number, self.calls = self.calls, self.calls + 1
        if number == self.at or (self.lasting and number > self.at):
            raise self.error("the disk of the test failed")


FAULT = Fault()


class FailingFile(apsw.VFSFile):
    def __init__(self, name, flags):
        super().__init__("unix", name, flags)

    def xWrite(self, data, offset):  # noqa: N802 - SQLite's name
        FAULT.due()
        super().xWrite(data, offset)

    def xSync(self, flags):  # noqa: N802 - SQLite's name
        FAULT.due()
        super().xSync(flags)


class FailingSystem(apsw.VFS):
    def __init__(self):
        super().__init__("failing", "unix")

    def xOpen(self, name, flags):  # noqa: N802 - SQLite's name
        return FailingFile(name, flags)


SYSTEM = FailingSystem()


def open_store(path: str) -> SqliteStore:
    """Open a journal on the failing disk."""
    return SqliteStore(path, connect=lambda path, _: Connection(path, "failing"))
