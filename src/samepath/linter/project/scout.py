"""A second process that looks through all files while the first loads what it needs.

It is a copy of this process, made by `fork`: it sees the same bytes through the same reader, and
runs the same code, so an answer is the same whoever gives it. Where it cannot be made, or does
not answer, the question is left to who asked it.
"""

import marshal
import os
import sys
from collections import deque
from collections.abc import Callable, Hashable, Sequence
from contextlib import suppress
from typing import Any, BinaryIO

SIGKILL = 9  # `signal` takes longer to load than it takes to fork
BUFFER = 1 << 20  # what Linux allows everyone
Answering = Callable[[Any], object]


class Scout:
    """A running copy of this process that answers questions in the order in which they come.

    Questions and answers are what `marshal` can write; questions fit into a pipe.
    """

    def __init__(self, process: int, asked: BinaryIO, told: BinaryIO) -> None:
        self._process = process
        self._asked = asked
        self._told = told
        self._pending: deque[Hashable] = deque()
        self._answers: dict[Hashable, Any] = {}

    def ask(self, question: Hashable) -> None:
        """Ask something, and do not wait for the answer."""
        if question in self._pending or question in self._answers:
            return
        try:
            _send(question, self._asked)
        except OSError:
            return
        self._pending.append(question)

    def answer(self, question: Hashable) -> Any:  # noqa: ANN401 - whatever was asked for
        """Wait for the answer to a question that was asked; None if there will be none."""
        while question not in self._answers and self._pending:
            try:
                answer = _received(self._told)
            except (EOFError, OSError):
                self._pending.clear()
            else:
                self._answers[self._pending.popleft()] = answer
        return self._answers.get(question)

    def stop(self) -> None:
        """End the process, whatever it is doing."""
        self._pending.clear()
        with suppress(ProcessLookupError, ChildProcessError):  # where nobody waits for children
            os.kill(self._process, SIGKILL)
            os.waitpid(self._process, 0)
        self._told.close()
        with suppress(OSError):  # nobody is there to read what is left in the buffer
            self._asked.close()


def send_out(answering: Answering, questions: Sequence[Hashable]) -> Scout | None:
    """Start a scout with its first questions, or return None where there is none to be had."""
    if not _has_room():
        return None
    theirs, asked = os.pipe()
    told, ours = os.pipe()
    _widen(ours)
    try:
        process = os.fork()
    except OSError:
        for handle in (theirs, asked, told, ours):
            os.close(handle)
        return None
    if not process:
        _serve(answering, os.fdopen(theirs, "rb"), os.fdopen(ours, "wb"), (asked, told))
    os.close(theirs)
    os.close(ours)
    scout = Scout(process, os.fdopen(asked, "wb"), os.fdopen(told, "rb"))
    for question in questions:
        scout.ask(question)
    return scout


def _send(value: Any, to: BinaryIO) -> None:  # noqa: ANN401 - what marshal can write
    # In one piece: `marshal.load` asks a file for every number and word by itself.
    written = marshal.dumps(value)
    to.write(len(written).to_bytes(8, "little"))
    to.write(written)
    to.flush()


def _received(sender: BinaryIO) -> Any:  # noqa: ANN401 - whatever was sent
    length = int.from_bytes(sender.read(8), "little")
    written = sender.read(length)
    if not length or len(written) < length:
        raise EOFError
    return marshal.loads(written)  # noqa: S302 - from a copy of ourselves


def _widen(pipe: int) -> None:
    """Let answers wait in the pipe while the next question is looked into."""
    try:
        import fcntl

        fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, BUFFER)
    except (ImportError, AttributeError, OSError):
        return  # the scout waits until its answer is wanted


def _has_room() -> bool:
    """Tell whether this process can be copied, and another runs beside it."""
    threading = sys.modules.get("threading")
    alone = threading is None or threading.active_count() == 1
    return alone and hasattr(os, "fork") and _processors() > 1


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _serve(
    answering: Answering, asked: BinaryIO, told: BinaryIO, not_ours: tuple[int, ...]
) -> None:
    """Answer until nobody asks any more; nothing of the process that was copied is cleaned up."""
    try:
        for handle in not_ours:
            os.close(handle)
        while True:
            _send(answering(_received(asked)), told)
    except BaseException:  # noqa: BLE001 - the first process finds out for itself
        os._exit(0)
