"""Put hazards of known severity into real workflows, one at a time, and see which are found.

    python -m benchmarks.accuracy.injector --seed 1 --number 500 FOLDER...

Nothing is written: each program exists in memory only.
"""

# shares of a draw
# ruff: noqa: PLR2004

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from benchmarks.accuracy.carriers import BINDINGS, CALLS, coroutine, in_new_module
from benchmarks.accuracy.endings import ENDINGS, Ending
from benchmarks.accuracy.farther import FARTHER
from benchmarks.accuracy.hazards import MAKERS, lost
from benchmarks.accuracy.places import Spot, Target, folders_of, targets_of
from benchmarks.accuracy.program import Edited, NotPossibleError, collides, findings, write
from benchmarks.accuracy.values import Names, Piece
from samepath.linter.report.finding import Finding

SHARES = {
    "wall-clock": 18, "random-value": 15, "generated-id": 14, "environment-read": 19,
    "unordered-iteration": 17, "global-read": 6, "global-write": 5, "lost-write": 6,
}  # fmt: skip
"""How often each rule's hazards are drawn; those of law 4 need an engine that keeps globals."""
SEVERITIES = {"error": 6, "warning": 3, "note": 1}
ATTEMPTS = 60


@dataclass(frozen=True, slots=True)
class Injection:
    """One hazard in one workflow, and what must be said of it."""

    target: Target
    rule: str
    depth: int
    severity: str
    shapes: tuple[str, ...]
    edited: Edited


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found: the severity, or an empty string; and whether on the cause's own line."""

    injection: Injection
    severity: str
    on_line: bool

    @property
    def is_right(self) -> bool:
        """Tell whether it was found at the severity that it has."""
        return self.severity == self.injection.severity


def inject(targets: Sequence[Target], random: Random) -> Injection:
    """Draw a target and a hazard until they fit."""
    engines = sorted({target.engine for target in targets})
    for _ in range(ATTEMPTS):
        engine = random.choice(engines)
        target = random.choice([t for t in targets if t.engine == engine])
        try:
            return attempt(target, random)
        except NotPossibleError:
            continue
    raise RuntimeError("no hazard fits into these workflows")


def attempt(target: Target, random: Random) -> Injection:
    """Put one hazard into one workflow."""
    rule = drawn(SHARES, random)
    severity = "error" if rule == "global-write" else drawn(SEVERITIES, random)
    if rule in {"global-read", "global-write"} and target.engine == "temporal":
        raise NotPossibleError
    names = Names(Path(target.path).read_text(), random)
    if rule == "lost-write":
        if target.engine not in {"dbos", "aws"}:
            raise NotPossibleError
        piece = lost(target.engine, target.context, names, random)
    else:
        piece = MAKERS[rule](names, random)
    depth = 0 if piece.whole else random.randrange(4)
    piece = wrapped(target, piece, depth, names, random)
    spot = random.choice(target.spots)
    ending = random.choice(ENDINGS[severity])(target, spot, piece, random)
    if rule == "lost-write" and severity == "warning":
        severity = "error"
    return Injection(
        target,
        rule,
        depth,
        severity,
        (*piece.shapes, ending.name),
        put(target, piece, spot, ending),
    )


def put(target: Target, piece: Piece, spot: Spot, ending: Ending) -> Edited:
    """Write the program."""
    if collides(target, piece) or (
        ending.name == "raise" and spot.column != target.function.body[0].col_offset
    ):
        raise NotPossibleError
    if ending.name == "log":
        piece = replace(piece, imports=(*piece.imports, "import logging"))
    return write(target, piece, spot, ending.lines, ending.result)


def wrapped(target: Target, piece: Piece, depth: int, names: Names, random: Random) -> Piece:
    """Put calls between the workflow's body and the cause, in modules of their own or not."""
    for step in range(depth):
        outermost = step == depth - 1
        awaits = outermost and target.is_async and random.random() < 0.15
        carrier = coroutine if awaits else random.choice((*CALLS, *FARTHER))
        piece = carrier(piece, names, random)
        piece = replace(piece, shapes=(*piece.shapes, carrier.__name__))
        if piece.module and random.random() < 0.5:
            form = random.choice(["", "", "again", "whole"])
            piece = in_new_module(piece, names.fresh("part"), package_of(target, random), form)
    if piece.whole:
        return piece
    binding = random.choice(BINDINGS)
    if piece.awaited and binding.__name__ == "nested":
        return piece
    return replace(binding(piece, names, random), shapes=(*piece.shapes, binding.__name__))


def package_of(target: Target, random: Random) -> str:
    """Return where a module beside the workflow's is imported from; packages may say `.`."""
    is_package = (Path(target.path).parent / "__init__.py").exists()
    return "." if is_package and random.random() < 0.5 else target.package


def drawn(shares: dict[str, int], random: Random) -> str:
    """Draw a name by its share."""
    return random.choices(list(shares), list(shares.values()))[0]


Known = Counter[tuple[str, str, str]]


def signature(finding: Finding, files: dict[str, str]) -> tuple[str, str, str]:
    """Identify a finding by the text of its line, so that moved lines do not count as new."""
    text = files.get(finding.filename) or Path(finding.filename).read_text()
    rows = text.split("\n")
    row = rows[finding.location.row - 1].strip() if finding.location.row <= len(rows) else ""
    return (finding.name, finding.filename, row)


class Before:
    """What is found in the folders as they are, checked once each."""

    def __init__(self) -> None:
        self._known: dict[str, Known] = {}

    def of(self, root: str) -> Known:
        """Return the findings of a folder."""
        if root not in self._known:
            self._known[root] = Counter(signature(f, {}) for f in findings(root))
        return self._known[root]

    def new(self, root: str, edited: Edited) -> Iterator[Finding]:
        """Yield what is found in a changed program and was not found before, gaps left out."""
        known = self.of(root).copy()
        for finding in findings(root, edited.files):
            if finding.code.startswith("RPL9"):
                continue
            key = signature(finding, edited.files)
            if known[key]:
                known[key] -= 1
            else:
                yield finding


def judge(injection: Injection, before: Before) -> Verdict:
    """Check the program and compare."""
    path, row = injection.edited.cause
    best, on_line = "", False
    order = ["error", "warning", "note", ""]
    for finding in before.new(injection.target.root, injection.edited):
        if finding.name != injection.rule:
            continue
        here = finding.filename == path and finding.location.row == row
        if here and not on_line:
            best, on_line = finding.severity.value, True
        elif here is on_line:
            best = min(best, finding.severity.value, key=order.index)
    return Verdict(injection, best, on_line)


def run(targets: Sequence[Target], seed: int, number: int, *, show: bool) -> list[Verdict]:
    """Draw and judge so many hazards."""
    random, before = Random(seed), Before()
    verdicts: list[Verdict] = []
    for count in range(number):
        verdict = judge(inject(targets, random), before)
        verdicts.append(verdict)
        if show and not verdict.is_right:
            print(f"--- {count}: {described(verdict)}", flush=True)
            print(difference(verdict.injection))
    return verdicts


def described(verdict: Verdict) -> str:
    """Write a verdict in one line."""
    one = verdict.injection
    said = verdict.severity or "not found"
    return (
        f"{one.rule} depth {one.depth} {one.target.engine} {'/'.join(one.shapes)}: "
        f"{one.severity} expected, {said}; {one.edited.cause[0]}:{one.edited.cause[1]}"
    )


def difference(injection: Injection) -> str:
    """Show what was put in."""
    from difflib import unified_diff

    shown: list[str] = []
    for path, text in injection.edited.files.items():
        old = Path(path).read_text().split("\n") if Path(path).exists() else []
        shown += [
            line
            for line in unified_diff(old, text.split("\n"), "", path, lineterm="", n=1)
            if line.strip("+ ")
        ]
    return "\n".join(shown)


def table(verdicts: list[Verdict], title: str, key: str) -> None:
    """Print recall by one property."""
    groups: dict[str, list[Verdict]] = {}
    for verdict in verdicts:
        one = verdict.injection
        name = {
            "rule": one.rule,
            "depth": str(one.depth),
            "engine": one.target.engine,
            "severity": one.severity,
        }[key]
        groups.setdefault(name, []).append(verdict)
    print(f"\n{title:22} {'put in':>7} {'found':>7} {'right':>7} {'line':>7}")
    for name, group in sorted(groups.items()):
        figures = (
            len(group), sum(bool(v.severity) for v in group), sum(v.is_right for v in group),
            sum(v.on_line for v in group),
        )  # fmt: skip
        print(f"{name:22} " + " ".join(f"{figure:7}" for figure in figures))


def all_targets(folders: Sequence[str]) -> list[Target]:
    """List the workflows of repositories, part by part."""
    return [t for folder in folders for root in folders_of(folder) for t in targets_of(root)]


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--number", type=int, default=500)
    parser.add_argument("--show", action="store_true", help="show every hazard that was missed")
    options = parser.parse_args()
    begun = time.monotonic()
    targets = all_targets([str(Path(folder).resolve()) for folder in options.folders])
    print(
        f"{len(targets)} workflows, seed {options.seed}, {time.monotonic() - begun:.0f} s",
        flush=True,
    )
    verdicts = run(targets, options.seed, options.number, show=options.show)
    for title in ("rule", "depth", "engine", "severity"):
        table(verdicts, f"by {title}", title)
    found, right = sum(bool(v.severity) for v in verdicts), sum(v.is_right for v in verdicts)
    print(f"\n{len(verdicts)} hazards: {found} found, {right} at the right severity")
    sys.exit(right < 0.9 * len(verdicts))


if __name__ == "__main__":
    main()
