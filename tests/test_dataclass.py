"""Our dataclasses are the standard library's, in all that is used of them."""

import copy
import dataclasses
import pickle
import pkgutil
from importlib import import_module

import pytest

import samepath.linter
from samepath import dataclass as ours

KINDS = ({"frozen": True}, {"frozen": True, "order": True}, {"frozen": True, "eq": False}, {})


def point(module, **kind):
    """Define a class with the decorator of a module."""

    @module.dataclass(slots=True, **kind)
    class Point:
        x: int
        y: int = 2
        z: list = module.field(default_factory=list)

        def total(self):
            return self.x + self.y

    return Point


PAIRS = [(point(ours, **kind), point(dataclasses, **kind)) for kind in KINDS]


@ours.dataclass(frozen=True, slots=True)
class Kept:
    """A class that pickle finds again."""

    name: str
    parts: tuple[int, ...] = ()


def outcome(act):
    """Return what comes of an act: a value, or the words of a refusal."""
    try:
        return act()
    except TypeError as error:
        return str(error).replace("point.<locals>.", "").replace("Point.", "")


@pytest.mark.parametrize("arguments", [(1,), (1, 3), (1, 3, [4]), (), (1, 2, 3, 4)])
@pytest.mark.parametrize(("mine", "original"), PAIRS)
def test_objects_are_made_shown_and_refused_alike(mine, original, arguments):
    assert outcome(lambda: repr(mine(*arguments))) == outcome(lambda: repr(original(*arguments)))


@pytest.mark.parametrize("named", [{"x": 1}, {"y": 1}, {"x": 1, "w": 2}, {"x": 1, "z": [2]}])
@pytest.mark.parametrize(("mine", "original"), PAIRS)
def test_fields_are_given_by_name_alike(mine, original, named):
    for _ in range(2):  # the first call compiles the constructor
        assert outcome(lambda: repr(mine(**named))) == outcome(lambda: repr(original(**named)))


@pytest.mark.parametrize(("mine", "original"), PAIRS)
def test_objects_are_compared_alike(mine, original):
    def verdicts(cls):
        one, same, other = cls(1), cls(1), cls(1, 3)
        return (
            one == same, one == other, one != other, one == (1, 2, []),
            outcome(lambda: one < other),
            outcome(lambda: hash(one) == hash(same)),
        )  # fmt: skip

    assert str(verdicts(mine)) == str(verdicts(original))


def test_ordered_objects_are_ordered_by_their_fields():
    mine, original = PAIRS[1]

    def ordered(cls):
        points = sorted([cls(2, 1), cls(1, 2), cls(1, 1)])
        return repr(points), points[0] <= points[1], points[0] >= points[1], points[0] > points[1]

    assert ordered(mine) == ordered(original)


@pytest.mark.parametrize(("mine", "original"), PAIRS[:3])
def test_what_is_frozen_stays_as_it_is(mine, original):
    for cls in (mine, original):
        frozen = cls(1)
        with pytest.raises(dataclasses.FrozenInstanceError, match="'x'"):
            frozen.x = 2
        with pytest.raises(dataclasses.FrozenInstanceError):
            del frozen.x
        assert frozen.x == 1


def test_what_is_not_frozen_changes_and_has_its_slots_only():
    for cls in PAIRS[3]:
        loose = cls(1)
        loose.x = 5
        assert loose.total() == 7
        with pytest.raises(AttributeError):
            loose.unknown = 1


def test_defaults_that_are_made_are_made_anew():
    for cls in PAIRS[3]:
        assert cls(1).z is not cls(1).z


@pytest.mark.parametrize(("mine", "original"), PAIRS)
def test_both_replace_functions_do_for_both(mine, original):
    for replace in (ours.replace, dataclasses.replace):
        assert repr(replace(mine(1), y=7)) == repr(dataclasses.replace(original(1), y=7))
    with pytest.raises(TypeError):
        ours.replace(mine(1), unknown=7)


def test_the_standard_library_knows_our_classes():
    kept = Kept("a", (1, 2))

    assert dataclasses.is_dataclass(kept)
    assert dataclasses.asdict(kept) == {"name": "a", "parts": (1, 2)}
    assert [field.name for field in dataclasses.fields(Kept)] == ["name", "parts"]


def test_objects_are_copied_and_pickled():
    kept = Kept("a", (1, 2))

    assert copy.deepcopy(kept) == kept
    assert pickle.loads(pickle.dumps(kept)) == kept


def test_patterns_match_by_position():
    match Kept("a", (1,)):
        case Kept(name, parts):
            assert (name, parts) == ("a", (1,))


def test_no_class_of_the_linter_has_what_ours_do_not_know():
    for found in pkgutil.walk_packages(samepath.linter.__path__, "samepath.linter."):
        for item in vars(import_module(found.name)).values():
            content = vars(item) if isinstance(item, type) else {}
            if isinstance(content.get("__dataclass_fields__"), ours.Described):
                assert item.__bases__ == (object,)
                assert "ClassVar" not in str(item.__annotations__)
