"""Checking while somebody types: one thread, at the newest text, one check at a time."""

import gc
import os
import threading
import time
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from samepath.dataclass import dataclass, field, replace
from samepath.linter.frontends.asking import Question
from samepath.linter.project.config import load_settings
from samepath.linter.project.memory import Memory
from samepath.linter.project.reader import DiskReader, absolute
from samepath.linter.project.source import Parsed, parse
from samepath.linter.report.finding import Finding
from samepath.linter.report.frame import Lines

if TYPE_CHECKING:
    from samepath.linter.frontends.cli.options import Value

STACK = 256 << 20
"""Bytes: programs may nest their calls deeply, and threads get little room by themselves."""

QUIET = 0.5
"""Seconds without a change after which nobody minds that garbage is looked for."""
CHECKS = 16
"""So many checks may leave their garbage behind while somebody types without a pause."""
SHOWN = 1.0
"""Seconds after which a text is checked to the end, though it is not the newest any more."""


class SupersededError(Exception):
    """Raised in the middle of a check when there is a newer text."""


@dataclass(frozen=True, slots=True)
class Texts:
    """What is open: the folders, and each document's path with its text and version."""

    folders: tuple[str, ...] = ()
    documents: Mapping[str, str] = field(default_factory=dict)
    versions: Mapping[str, int | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Checked:
    """What came out, and the texts that it is about."""

    findings: tuple[Finding, ...]
    lines: Lines
    texts: Texts


def _is_astray(path: str) -> bool:
    """Tell whether a document's program would be a whole disk, or all that somebody has."""
    root = load_settings(DiskReader(), path)[0].root
    return "/" not in root.rstrip("/") or root == absolute(os.path.expanduser("~"))  # noqa: PTH111


class Checker:
    """Checks when it is told that something changed; `told` gets each outcome.

    `told` and `failed` are called in the checker's own thread.
    """

    def __init__(
        self, told: Callable[[Checked], None], failed: Callable[[Exception], None]
    ) -> None:
        self.options: Mapping[str, Value] = {}
        self._told = told
        self._failed = failed
        self._waiting: Texts | None = None
        self._unanswered: float | None = None
        """Since when somebody waits for an answer."""
        self._garbage = 0
        """How many checks have left theirs."""
        self._stopped = False
        self._changed = threading.Condition()
        self._readable: dict[str, bytes] = {}
        """Per document, the last text of it that was Python."""
        self._memory = Memory()
        self._afresh = False
        self._last: tuple[object, Checked] | None = None
        """The texts that were read in the last check, and what came out, if that still holds."""

    def start(self) -> None:
        """Start the thread; it ends with the process."""
        before = threading.stack_size(STACK)
        try:
            threading.Thread(target=self._run, name="samepath", daemon=True).start()
        finally:
            threading.stack_size(before)

    def stop(self) -> None:
        """End the thread after the check at hand."""
        with self._changed:
            self._stopped = True
            self._changed.notify()

    def ask(self, texts: Texts, *, afresh: bool = True) -> None:
        """Check these texts soon; what was asked before and not begun is forgotten.

        `afresh` says that more may have changed than the texts.
        """
        with self._changed:
            self._waiting = texts
            self._afresh = self._afresh or afresh
            if self._unanswered is None:
                self._unanswered = time.monotonic()
            self._changed.notify()

    def _run(self) -> None:
        while (texts := self._next()) is not None:
            try:
                self._told(self.check(texts))
                self._answered()
            except SupersededError:
                continue
            except Exception as error:  # noqa: BLE001 - one bad text must not end the server
                self._failed(error)
                self._answered()
            finally:
                self._garbage += 1

    def _answered(self) -> None:
        with self._changed:
            self._unanswered = time.monotonic() if self._waiting else None

    def _next(self) -> Texts | None:
        """Wait for texts, and use the time; None to stop."""
        with self._changed:
            ready = self._changed.wait_for(self._is_asked, QUIET if self._garbage else None)
        if not ready or self._garbage >= CHECKS:
            gc.collect()  # a program is full of cycles
            self._garbage = 0
        with self._changed:
            self._changed.wait_for(self._is_asked)
            texts, self._waiting = self._waiting, None
            if self._afresh:
                self._last, self._afresh = None, False
        return None if self._stopped else texts

    def _is_asked(self) -> bool:
        return self._stopped or self._waiting is not None

    def _go_on(self) -> None:
        """Give up what is not the newest text, but not for ever."""
        since = self._unanswered
        if self._waiting is not None and since and time.monotonic() - since < SHOWN:
            raise SupersededError

    def check(self, texts: Texts) -> Checked:
        """Check the programs of the open folders, and of documents outside of them."""
        unsaved = {path: self._usable(path, text) for path, text in texts.documents.items()}
        self._readable = {p: c for p, c in self._readable.items() if p in unsaved}
        read = (texts.folders, unsaved)
        if self._last is not None and self._last[0] == read:
            return replace(self._last[1], texts=texts)  # in the middle of a word, mostly
        self._last = None  # for as long as this check is not whole
        checked = self._checked(texts, unsaved)
        self._last = (read, checked)
        self._memory.turn()
        return checked

    def _checked(self, texts: Texts, unsaved: Mapping[str, bytes]) -> Checked:
        inside = tuple(f"{folder.rstrip('/')}/" for folder in texts.folders)
        others = [
            path for path in texts.documents if not path.startswith(inside) and not _is_astray(path)
        ]
        question = Question(self.options, (*texts.folders, *others), unsaved, self._memory)
        opened = question.open()
        return Checked(tuple(question.shown(opened, self._go_on)), opened.lines, texts)

    def _usable(self, path: str, text: str) -> bytes:
        """Return the text, or while it is broken in the middle of a word, the last whole one.

        Somebody may type faster than the first check begins: then that is the saved text.
        """
        content = text.encode("utf-8", "surrogatepass")
        if self._readable.get(path) == content:
            return content
        if isinstance(parse(path, content), Parsed):
            self._readable[path] = content
        elif path not in self._readable:
            saved = DiskReader().read(path)
            if saved is not None and isinstance(parse(path, saved), Parsed):
                self._readable[path] = saved
        return self._readable.get(path, content)
