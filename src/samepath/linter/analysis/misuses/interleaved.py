"""Branches that run side by side and issue operations one after the other, each at its own pace."""

from collections.abc import Iterator

from samepath.effects import Misuse
from samepath.linter.analysis.misuses.beside import BRANCHING
from samepath.linter.analysis.misuses.late import Late
from samepath.linter.analysis.misuses.waiting import Waiting
from samepath.linter.analysis.observe import Observation
from samepath.linter.program import ir
from samepath.linter.program.frames import Frame
from samepath.linter.program.objects import RUN

TOGETHER = "asyncio.gather"
Branch = tuple[int, str]
"""The site at which a coroutine is made, and its function."""


def interleaved(observation: Observation) -> Iterator[tuple[Frame, int, str]]:
    """Yield what lets operations of several branches get in between each other."""
    search = _Search(observation)
    for reached in observation.reached.values():
        if reached.frame.mode.when == RUN:
            yield from search.within(reached.frame)


class _Search:
    """Looks for branches in the frames of one solve."""

    def __init__(self, observation: Observation) -> None:
        self.waiting = Waiting(observation)
        self.late = Late(self.waiting.dialect.misuses[Misuse.INTERLEAVED.value].only)
        self._repeated: dict[ir.Code, set[int]] = {}

    def within(self, frame: Frame) -> Iterator[tuple[Frame, int, str]]:
        """Yield the calls of one frame that start two branches or more that issue late."""
        starts = self.starts(frame)
        tasks = {site for site, name in starts.items() if name != TOGETHER}
        own = {site: self.waiting.unawaited_within(frame, site) for site in starts}
        taken = {inner for site in tasks for inner in own[site]}
        started: list[Branch] = []
        for site in starts:
            inside = [inner for inner in own[site] if site in tasks or inner not in taken]
            branches = self.branches(frame, inside, again=site in self.repeated(frame))
            if site in tasks:
                started += [(site, what) for _, what in branches]
            elif len(branches) > 1:
                yield frame, site, branches[0][1]
        if len(started) > 1:
            yield frame, *started[0]

    def starts(self, frame: Frame) -> dict[int, str]:
        """Answer the sites at which a frame starts coroutines, and by what."""
        canonical = self.waiting.table.canonical
        return {
            site: canonical(name)
            for site, names in frame.outside.items()
            for name in names
            if canonical(name) in BRANCHING
        }

    def branches(self, frame: Frame, inside: list[int], *, again: bool) -> list[Branch]:
        """List the coroutines among calls that issue after a wait; one in a loop counts twice."""
        found: list[Branch] = []
        for site in inside:
            many = again or site in self.repeated(frame) or site in frame.outside
            for callee, how in frame.calls.get(site, {}).items():
                is_coroutine = how not in ("step", "child") and callee.function.code.is_async
                if is_coroutine and self.late.of(callee)[0]:
                    found += [(site, callee.function.name)] * (2 if many else 1)
                    break
        return found

    def repeated(self, frame: Frame) -> set[int]:
        """Answer the sites of the calls in the loops and comprehensions of a frame's code."""
        code = frame.function.code
        if code not in self._repeated:
            self._repeated[code] = calls_in_loops(code.body)
        return self._repeated[code]


def calls_in_loops(body: object) -> set[int]:
    """Collect the sites of calls that stand in what loops and comprehensions repeat."""
    found: set[int] = set()
    pending: list[tuple[object, bool]] = [(body, False)]
    while pending:
        part, inside = pending.pop()
        if not isinstance(part, tuple) or not part:
            continue
        if ir.is_kind(part, ir.CALL) and inside:
            found.add(part[1])
        for position, inner in enumerate(part):
            pending.append((inner, inside or repeats(part, position)))
    return found


def repeats(part: tuple[object, ...], position: int) -> bool:
    """Tell whether an instruction evaluates one of its parts again and again."""
    if ir.is_kind(part, ir.FOR):
        return position == 4  # noqa: PLR2004 - the body
    if ir.is_kind(part, ir.WHILE):
        return position in (2, 3)
    return ir.is_kind(part, ir.COMPREHEND) and position >= 4  # noqa: PLR2004 - what it makes
