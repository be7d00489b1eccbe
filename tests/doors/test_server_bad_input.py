"""The language server among messages that make no sense: it goes on, and ends with its editor."""

from importlib.util import find_spec
from itertools import count

import pytest
from doors.shop import UTIL, build
from doors.wire import Wire, wired

pytestmark = pytest.mark.skipif(
    find_spec("pygls") is None,
    reason="THE LANGUAGE SERVER IS NOT TESTED HERE: pygls is not installed",
)
VERSIONS = count(100)
BODIES = (
    b"{not json", b"[1, 2]", b"7", b'""', b"{}", b'{"jsonrpc": "2.0", "id": 5}', b"\xff\xfe", b"",
)  # fmt: skip
TOLD = (
    ("samepath/unknown", {}),
    ("textDocument/didOpen", {"text": 3}),
    ("textDocument/didOpen", None),
    ("textDocument/didClose", {"textDocument": {"uri": "file:///never/opened.py"}}),
    ("workspace/didChangeWatchedFiles", {"changes": [{"uri": "file:///no.py", "type": 9}]}),
    (
        "workspace/didChangeWorkspaceFolders",
        {"event": {"added": [{"uri": "file:///no/such", "name": "n"}], "removed": []}},
    ),
)
ADDRESSES = (
    "untitled:Untitled-1.py",
    "file:///a%00b.py",
    "file:///" + "a" * 5000 + ".py",
    "file:///%ff%fe.py",
    "file:///no/such/folder/flows.py?x=1#y",
    "file://elsewhere/share/flows.py",
    "no-address.py",
    "",
)
LOOSE = """import time

from dbos import DBOS


@DBOS.step()
def refund(order): ...


@DBOS.workflow()
def checkout(order):
    if time.time() > order.limit:
        refund(order)
"""


@pytest.fixture
def shop(tmp_path):
    return build(tmp_path.resolve() / "shop")


def still_works(wire, shop):
    """Tell whether a finding comes and goes in the program that is open."""
    uri, version = (shop / "app/util.py").as_uri(), next(VERSIONS)
    wire.open(uri, UTIL, version)
    before = wire.codes(version)
    fixed = [{"text": UTIL.replace("time.time()", "0")}]
    params = {"textDocument": {"uri": uri, "version": -version}, "contentChanges": fixed}
    wire.send(method="textDocument/didChange", params=params)
    return before == ["RPL101"] and wire.codes(-version) == []


def test_a_message_that_is_none_is_passed_over(shop):
    with wired(shop) as wire:
        for body in BODIES:
            wire.write(body)
            assert still_works(wire, shop), body


def test_what_is_told_of_things_that_are_not_there_is_passed_over(shop):
    with wired(shop) as wire:
        for method, params in TOLD:
            wire.send(method=method, params=params)
            assert still_works(wire, shop), (method, params)


def test_a_document_with_a_strange_address_hides_no_other(shop):
    with wired(shop) as wire:
        for uri in ADDRESSES:
            wire.open(uri, UTIL, 3)
            assert still_works(wire, shop), uri


def test_a_change_in_a_place_that_does_not_exist_changes_nothing_for_good(shop):
    uri = (shop / "app/util.py").as_uri()
    far = {"start": {"line": 900, "character": 3}, "end": {"line": 901, "character": 9}}
    with wired(shop) as wire:
        wire.open(uri, UTIL, 3)
        wire.send(
            method="textDocument/didChange",
            params={
                "textDocument": {"uri": uri, "version": 4},
                "contentChanges": [{"range": far, "text": "time."}],
            },
        )
        wire.send(method="textDocument/didClose", params={"textDocument": {"uri": uri}})

        assert still_works(wire, shop)


@pytest.mark.parametrize("options", [[1, 2], {"showNotes": "yes", "strict": None}])
def test_options_that_mean_nothing_are_passed_over(options, shop):
    with wired(shop, greeting={"initializationOptions": options}) as wire:
        assert still_works(wire, shop)


def test_hovering_over_what_is_not_open_reads_nothing_and_says_nothing(shop):
    params = {
        "textDocument": {"uri": (shop / "app/util.py").as_uri()},
        "position": {"line": 0, "character": 25},
    }
    (shop / "app/util.py").write_text("x  # samepath: ignore[wall-clock]\n")
    with wired(shop) as wire:
        wire.send(id=9, method="textDocument/hover", params=params)
        answer = wire.until(lambda message: message.get("id") == 9)

    assert answer["result"] is None


def test_a_document_that_lies_about_does_not_make_a_program_of_all_that_somebody_has(
    shop, tmp_path
):
    home = tmp_path.resolve() / "home"
    home.mkdir()
    for somebody, codes in ((home, []), (tmp_path, ["RPL101"])):
        with wired(shop, environ={"HOME": str(somebody)}) as wire:
            wire.open((home / "loose.py").as_uri(), LOOSE, 3)
            assert wire.codes(3) == codes
            assert still_works(wire, shop)


def test_a_document_of_a_million_lines_hides_no_other(shop):
    with wired(shop) as wire:
        wire.open((shop / "app/large.py").as_uri(), "x = 1\n" * 1_000_000, 3)

        assert still_works(wire, shop)


@pytest.mark.parametrize(("body", "length"), [(b"", None), (b'{"jsonrpc"', 500)])
def test_the_server_ends_with_its_editor(body, length, shop):
    wire = Wire(shop)
    if length is not None:
        wire.write(body, length)

    assert wire.end() == 0
