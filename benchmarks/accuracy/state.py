"""Put hazards and innocents of laws 3 and 4 into real workflows, or of laws 1 and 2.

    python -m benchmarks.accuracy.state --seed 1 --number 200 FOLDER...
    python -m benchmarks.accuracy.state --innocent --seed 1 --number 200 FOLDER...
    python -m benchmarks.accuracy.state --order --seed 1 --number 200 FOLDER...

As the injector and the innocents do, and with their means; the exit status is theirs, too.
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from benchmarks.accuracy import hazards_order, hazards_state, innocents_order, innocents_state
from benchmarks.accuracy.endings import ENDINGS
from benchmarks.accuracy.injector import (
    ATTEMPTS,
    SEVERITIES,
    Before,
    Injection,
    Verdict,
    all_targets,
    described,
    difference,
    drawn,
    judge,
    put,
    table,
    wrapped,
)
from benchmarks.accuracy.places import Target
from benchmarks.accuracy.program import NotPossibleError
from benchmarks.accuracy.values import Names, Piece


@dataclass(frozen=True, slots=True)
class Tables:
    """What is drawn from, and which findings count against innocents."""

    makers: dict[str, hazards_state.Maker]
    innocents: dict[str, Callable[[Target, Names, Random], Piece]]
    codes: tuple[str, ...]


STATE = Tables(hazards_state.MAKERS, innocents_state.INNOCENTS, ("RPL",))
ORDER = Tables(hazards_order.MAKERS, innocents_order.INNOCENTS, ("RPL1", "RPL2"))
WORSE = ["error", "warning", "note"]


def expected(grade: str, severity: str) -> str:
    """Answer how bad a hazard is, given how bad what becomes of its value is."""
    if grade == "value":
        return severity
    if grade == "quiet":
        return "" if severity == "note" else severity
    if grade == "lost":
        return "note" if severity == "note" else "error"
    if grade.endswith("+"):
        return min(grade[:-1], severity, key=WORSE.index)
    return grade


def hazard(target: Target, random: Random, rule: str, tables: Tables) -> Injection:
    """Put one hazard into one workflow."""
    severity = drawn(SEVERITIES, random)
    names = Names(Path(target.path).read_text(), random)
    piece, grade = tables.makers[rule](target, names, random)
    depth = 0 if piece.whole else random.randrange(4)
    piece = wrapped(target, piece, depth, names, random)
    spot = random.choice(target.spots)
    ending = random.choice(ENDINGS[severity])(target, spot, piece, random)
    shapes = (*piece.shapes, ending.name)
    bad = expected(grade, severity)
    return Injection(target, rule, depth, bad, shapes, put(target, piece, spot, ending))


def innocent(target: Target, random: Random, name: str, tables: Tables) -> Injection:
    """Put one innocent into one workflow."""
    names = Names(Path(target.path).read_text(), random)
    piece = tables.innocents[name](target, names, random)
    depth = 0 if piece.whole else random.randrange(3)
    piece = wrapped(target, piece, depth, names, random)
    spot = random.choice(target.spots)
    severity = random.choice(["error", "error", "warning"])
    ending = random.choice(ENDINGS[severity])(target, spot, piece, random)
    shapes = (*piece.shapes, ending.name)
    return Injection(target, name, depth, "note", shapes, put(target, piece, spot, ending))


def drawn_into(
    targets: Sequence[Target], random: Random, tables: Tables, *, innocents: bool
) -> Injection:
    """Draw a rule or an innocent, then an engine and a workflow, until they fit."""
    make = innocent if innocents else hazard
    choices = list(tables.innocents if innocents else tables.makers)
    engines = sorted({target.engine for target in targets})
    while True:
        chosen = random.choice(choices)
        for _ in range(ATTEMPTS):
            engine = random.choice(engines)
            target = random.choice([t for t in targets if t.engine == engine])
            try:
                return make(target, random, chosen, tables)
            except NotPossibleError:
                continue


def alarms(injection: Injection, before: Before, codes: tuple[str, ...]) -> Verdict:
    """Answer what was said of an innocent: the worst above a note, or nothing."""
    said = before.new(injection.target.root, injection.edited)
    found = [f for f in said if f.severity != "note" and f.code.startswith(codes)]
    for finding in found:
        print(f"{finding.severity} {finding.name} {finding.filename}:{finding.location.row}")
    return Verdict(injection, "alarm" if found else "note", on_line=False)


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--number", type=int, default=200)
    parser.add_argument("--innocent", action="store_true", help="look-alikes instead of hazards")
    parser.add_argument("--order", action="store_true", help="laws 1 and 2 instead of 3 and 4")
    parser.add_argument("--show", action="store_true", help="show all that was judged wrongly")
    options = parser.parse_args()
    targets = all_targets([str(Path(folder).resolve()) for folder in options.folders])
    print(f"{len(targets)} workflows, seed {options.seed}", flush=True)
    random, before = Random(options.seed), Before()
    tables = ORDER if options.order else STATE
    verdicts: list[Verdict] = []
    for count in range(options.number):
        one = drawn_into(targets, random, tables, innocents=options.innocent)
        said = alarms(one, before, tables.codes) if options.innocent else judge(one, before)
        verdicts.append(said)
        if options.show and not verdicts[-1].is_right:
            print(f"--- {count}: {described(verdicts[-1])}\n{difference(one)}", flush=True)
    for title in ("rule", "depth", "engine", "severity"):
        table(verdicts, f"by {title}", title)
    right = sum(v.is_right for v in verdicts)
    print(f"\n{len(verdicts)} put in, {right} judged rightly")
    sys.exit(right < (0.99 if options.innocent else 0.9) * len(verdicts))


if __name__ == "__main__":
    main()
