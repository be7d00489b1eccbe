"""The injector puts in what it says, finds its way back to it, and tells a miss from a hit."""

from pathlib import Path
from random import Random

import pytest

from benchmarks.accuracy.carriers import CALLS, in_new_module
from benchmarks.accuracy.endings import branch, logged
from benchmarks.accuracy.farther import FARTHER
from benchmarks.accuracy.hazards import CLOCKS, source
from benchmarks.accuracy.injector import Before, Injection, inject, judge
from benchmarks.accuracy.innocent import attempt, sound
from benchmarks.accuracy.places import Target, targets_of
from benchmarks.accuracy.program import NotPossibleError, write
from benchmarks.accuracy.values import Names, Piece

PROGRAM = '''"""A workflow with two steps."""

from dbos import DBOS


@DBOS.step()
def charge(order):
    return order


@DBOS.step()
def ship(order):
    return order


@DBOS.workflow()
def checkout(order):
    charge(order)
    shipped = ship(order)
    return shipped
'''


@pytest.fixture
def target(tmp_path: Path) -> Target:
    (tmp_path / "flows.py").write_text(PROGRAM)
    (found,) = targets_of(str(tmp_path))
    return found


def clock(target: Target, random: Random) -> tuple[Piece, Names]:
    names = Names(PROGRAM, random)
    return source(CLOCKS)(names, random), names


def injection(target: Target, piece: Piece, ending, severity: str, random: Random) -> Injection:
    spot = target.spots[0]
    what = ending(target, spot, piece, random)
    edited = write(target, piece, spot, ("import logging", *what.lines), what.result)
    return Injection(target, "wall-clock", 0, severity, (), edited)


def test_the_operations_of_a_body_are_statements(target):
    assert [(spot.first, spot.is_assignment) for spot in target.spots] == [(18, False), (19, True)]
    assert (target.engine, target.workflow) == ("dbos", "flows.checkout")


def test_a_clock_that_decides_a_step_is_found_where_it_stands(target):
    random = Random(1)
    piece, _ = clock(target, random)
    verdict = judge(injection(target, piece, branch, "error", random), Before())

    assert (verdict.severity, verdict.on_line, verdict.is_right) == ("error", True, True)


def test_a_clock_that_is_only_logged_is_no_error(target):
    random = Random(2)
    piece, _ = clock(target, random)
    verdict = judge(injection(target, piece, logged, "error", random), Before())

    assert verdict.severity == "note"
    assert not verdict.is_right


def test_what_is_sound_counts_as_not_found(target):
    random = Random(3)
    piece = sound(target, Names(PROGRAM, random), random)
    verdict = judge(injection(target, piece, branch, "error", random), Before())

    assert verdict.severity == ""


@pytest.mark.parametrize("carrier", sorted({*CALLS, *FARTHER}, key=lambda c: c.__name__))
@pytest.mark.parametrize("form", ["", "again", "whole"])
def test_every_carrier_makes_a_program_that_parses(target, carrier, form):
    random = Random(4)
    piece, names = clock(target, random)
    moved = in_new_module(carrier(piece, names, random), "part", "", form)
    edited = injection(target, moved, branch, "error", random).edited

    path, row = edited.cause
    assert path.endswith("part.py")
    assert any(s[1] in edited.files[path].split("\n")[row - 1] for s in CLOCKS)


def test_the_same_seed_draws_the_same_program(target):
    drawn = [inject([target], Random(7)).edited for _ in range(2)]

    assert drawn[0].files == drawn[1].files
    assert drawn[0].cause == drawn[1].cause


def test_innocents_are_marked_too(target):
    random = Random(8)
    made = 0
    for _ in range(20):
        try:
            made += bool(attempt(target, random).edited.cause)
        except NotPossibleError:
            continue

    assert made > 5
