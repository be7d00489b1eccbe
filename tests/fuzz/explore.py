"""Take a program through the whole engine, and tell what went wrong, if anything did."""

import signal
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from types import FrameType

from samepath.linter.check import Project
from samepath.linter.project.reader import DiskReader, OverlayReader
from samepath.linter.project.settings import Settings
from tests.fuzz.subjects import as_workflows

ROOT = "/program"
PATIENCE = 10
"""Seconds of work that one program may take, however busy the machine is."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """What went wrong with one program."""

    program: str
    during: str
    what: str


class TooLongError(BaseException):
    """A program took longer than it may; no `except Exception` of the engine holds this up."""


def project(content: bytes) -> Project:
    """Open a program of one file that exists only in memory."""
    reader = OverlayReader(DiskReader(), {f"{ROOT}/main.py": content})
    return Project(reader, Settings(root=ROOT, src=(ROOT,)), [ROOT])


def call_graph(source: bytes) -> None:
    """Resolve every call of a program."""
    project(source).adjacency()


def check(source: bytes) -> None:
    """Check a program in which each top-level function is a workflow."""
    try:
        text = as_workflows(source.decode())
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        text = source.decode("latin-1")
    project(text.encode("utf-8", "surrogatepass")).check()


WAYS: dict[str, Callable[[bytes], None]] = {"call graph": call_graph, "check": check}


def explore(program: str, source: bytes) -> tuple[list[Trouble], dict[str, float]]:
    """Take one program through the engine in every way; answer the troubles and the seconds."""
    troubles, seconds = [], {}
    for during, take in WAYS.items():
        began = time.process_time()
        what = trouble(take, source)
        seconds[during] = time.process_time() - began
        if what:
            troubles.append(Trouble(program, during, what))
    return troubles, seconds


def trouble(take: Callable[[bytes], None], source: bytes) -> str:
    """Take a program one way; answer what went wrong, or nothing."""
    before = signal.signal(signal.SIGPROF, too_long)
    signal.setitimer(signal.ITIMER_PROF, PATIENCE)
    try:
        take(source)
    except TooLongError:
        return f"more than {PATIENCE} seconds"
    except Exception:  # noqa: BLE001 (whatever it is, it is what we look for)
        return "".join(traceback.format_exc().splitlines(keepends=True)[-6:])
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
    return ""


def too_long(_: int, __: FrameType | None) -> None:
    """Break off."""
    raise TooLongError
