"""What the entries of the standard library return is what typeshed says they return."""

import sys
from pathlib import Path

import pytest

SCRIPTS = Path(__file__).parents[2] / "scripts"
ONE_FOR_MANY = {
    "multiprocessing.pool.Pool.apply_async",
    "multiprocessing.pool.Pool.map_async",
    "multiprocessing.pool.Pool.starmap_async",
}
"""Their private classes differ, and are one to whoever waits for them."""
PLAIN = {"ssl.get_default_verify_paths"}
"""A named tuple, of which only the values matter."""
STREAMS = {"sys.__stderr__", "sys.__stdin__", "sys.__stdout__"}
"""Types of their own, as to write to them is to write to the console."""


@pytest.fixture
def filling(monkeypatch):
    """Import the script that fills the types in."""
    monkeypatch.syspath_prepend(str(SCRIPTS))
    import fill_returns
    import stubs

    yield fill_returns, stubs
    for name in ("fill_returns", "stubs"):
        sys.modules.pop(name)


def test_no_entry_lacks_a_type_that_the_stubs_state(filling):
    fill_returns, stubs = filling

    missing = [name for _, name, _ in fill_returns.missing(stubs.Stubs(own=False))]
    assert missing == [], "run scripts/fill_returns.py"


def test_no_entry_states_another_type_than_the_stubs(filling):
    fill_returns, stubs = filling

    differing = {name for name, _, _ in fill_returns.differing(stubs.Stubs(own=True))}
    assert differing == ONE_FOR_MANY | PLAIN | STREAMS


@pytest.mark.parametrize(
    ("name", "returns", "element", "key"),
    [
        ("time.monotonic", "builtins.float", "", ""),
        ("re.match", "re.Match", "", ""),  # or None: what is called is a match
        ("os.walk", "", "builtins.tuple", ""),
        ("builtins.str.split", "builtins.list", "builtins.str", ""),  # all overloads agree
        ("logging.getLevelNamesMapping", "builtins.dict", "builtins.int", "builtins.str"),
        ("socket.gethostbyname_ex", "builtins.tuple", "", ""),
        ("asyncio.create_subprocess_exec", "asyncio.subprocess.Process", "", ""),  # a re-export
        ("os.path.join", None, "", ""),  # text or bytes, as it is given
        ("json.loads", None, "", ""),  # anything
        ("os.listdir", None, "", ""),  # overloads differ
        ("math.no_such_function", None, "", ""),
    ],
)
def test_a_type_is_read_from_the_stubs_if_it_is_definite(filling, name, returns, element, key):
    _, stubs = filling
    found = stubs.Stubs(own=True).type_of(name)

    if returns is None:
        assert found is None
    else:
        assert (found.returns, found.element, found.key) == (returns, element, key)


def test_what_gives_one_of_its_own_kind_is_definite_only_for_the_class_itself(filling):
    _, stubs = filling

    assert stubs.Stubs(own=True).type_of("pathlib.PurePath.with_name").returns == "pathlib.PurePath"
    assert stubs.Stubs(own=False).type_of("pathlib.PurePath.with_name") is None


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ('"pure"', '{ returns = "builtins.int" }'),
        ('"clock"', '{ effect = "clock", returns = "builtins.int" }'),
        ('"file read"', '{ effect = "file", access = "read", returns = "builtins.int" }'),
        ("{ raises = true }", '{ raises = true, returns = "builtins.int" }'),
    ],
)
def test_a_type_is_written_into_a_line(filling, value, written):
    fill_returns, stubs = filling

    assert fill_returns.written(value, stubs.Type("builtins.int")) == written
