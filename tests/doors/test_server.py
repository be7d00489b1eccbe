"""The language server, spoken to as an editor does."""

import asyncio
from importlib.util import find_spec

import pytest
from doors.shop import FLOWS, UTIL, build

if find_spec("pygls") is None:
    pytest.skip(
        "THE LANGUAGE SERVER IS NOT TESTED HERE: pygls is not installed", allow_module_level=True
    )

from doors.editor import editing
from lsprotocol import types as lsp

FIXED = UTIL.replace("time.time()", "0")


@pytest.fixture
def shop(tmp_path):
    return build(tmp_path.resolve() / "shop")


def test_the_whole_program_is_shown_with_the_way_beside_each_finding(shop):
    async def edit():
        async with editing(shop) as editor:
            await editor.until(lambda: editor.codes("app/util.py"))
            return editor.shown[editor.uri("app/util.py")], editor.uri("app/flows.py")

    [shown], flows = asyncio.run(edit())
    assert shown.range == lsp.Range(lsp.Position(4, 11), lsp.Position(4, 22))
    assert (shown.severity, shown.source) == (lsp.DiagnosticSeverity.Error, "samepath")
    assert shown.message.startswith("time.time reads the clock and decides which operations follow")
    assert "\nhelp: " in shown.message
    call, _, sink = shown.related_information
    assert call.message == "app.flows.checkout (dbos workflow): checkout calls stamp"
    assert call.location.uri == flows
    assert call.location.range == lsp.Range(lsp.Position(11, 7), lsp.Position(11, 12))
    assert sink.message == "this decides the branch"


def test_what_is_not_saved_counts_until_it_is_closed(shop):
    async def edit():
        async with editing(shop) as editor:
            editor.open("app/util.py")
            await editor.until(lambda: editor.codes("app/util.py"))
            editor.type("app/util.py", FIXED, 2)
            await editor.until(lambda: not editor.codes("app/util.py"))
            editor.type("app/util.py", UTIL, 3)
            await editor.until(lambda: editor.codes("app/util.py"))
            assert editor.versions[editor.uri("app/util.py")] == 3
            editor.type("app/util.py", FIXED, 4)
            await editor.until(lambda: not editor.codes("app/util.py"))
            editor.close("app/util.py")
            await editor.until(lambda: editor.codes("app/util.py"))

    asyncio.run(edit())


def test_an_edit_of_the_workflow_changes_what_is_shown_in_the_helper(shop):
    async def edit():
        async with editing(shop) as editor:
            await editor.until(lambda: editor.codes("app/util.py"))
            editor.open("app/flows.py", FLOWS.replace("stamp() >", "0 >"))
            await editor.until(lambda: not editor.codes("app/util.py"))

    asyncio.run(edit())


def test_half_a_token_neither_ends_the_server_nor_empties_the_list(shop):
    halves = ["def stamp(", "\x00", "(" * 5000, "if x:\n", "'''", "\ud800", "", "é" * 3 + "("]

    async def edit():
        async with editing(shop) as editor:
            price, util = editor.uri("app/price.py"), editor.uri("app/util.py")
            editor.open("app/price.py")
            editor.open("app/util.py")
            for version, half in enumerate(halves, 2):
                editor.type("app/price.py", half, version)
                editor.type("app/util.py", UTIL + half, version)
                await editor.until(
                    lambda version=version: (
                        editor.versions.get(price) == editor.versions.get(util) == version
                    )
                )
                assert editor.codes("app/util.py") == ["RPL101"], half
                assert editor.codes("app/price.py") == [], half
            return editor.said

    assert asyncio.run(edit()) == []


def test_columns_are_counted_as_the_editor_counts(shop):
    line = '    return "😀", time.time()\n'
    utf_16 = line.index("time") + 1
    starts = {}

    async def edit(encoding, expected):
        async with editing(shop, encodings=[encoding]) as editor:
            editor.open("app/util.py", f"import time\n\n\ndef stamp():\n{line}")
            await editor.until(lambda: editor.versions.get(editor.uri("app/util.py")) == 1)
            [shown] = editor.shown[editor.uri("app/util.py")]
            starts[encoding] = shown.range.start.character, expected

    flows = FLOWS.replace("stamp() >", "stamp()[1] >")
    (shop / "app/flows.py").write_text(flows)
    asyncio.run(edit(lsp.PositionEncodingKind.Utf16, utf_16))
    asyncio.run(edit(lsp.PositionEncodingKind.Utf32, utf_16 - 1))
    asyncio.run(edit(lsp.PositionEncodingKind.Utf8, utf_16 + 2))
    assert all(seen == expected for seen, expected in starts.values()), starts


def test_hovering_shows_the_page_of_the_rule(shop):
    async def edit():
        async with editing(shop) as editor:
            editor.open("app/util.py")
            await editor.until(lambda: editor.codes("app/util.py"))
            there = await editor.hover("app/util.py", 4, 14)
            beside = await editor.hover("app/util.py", 0, 0)
            far = await editor.hover("app/util.py", 900, 3)
            return there, beside, far

    there, beside, far = asyncio.run(edit())
    assert there.contents.value.startswith("# wall-clock (RPL101)\n\n")
    assert "## Instead" in there.contents.value
    assert beside is far is None


def test_hovering_over_a_rule_in_a_comment_shows_its_page_too(shop):
    text = (
        "X = 1  # samepath: ignore[random-value] why\nY = 1  # noqa: RPL104\nZ = 1  # wall-clock\n"
    )

    async def edit():
        async with editing(shop) as editor:
            editor.open("app/price.py", text)
            await editor.until(lambda: editor.codes("app/util.py"))
            return [await editor.hover("app/price.py", row, 29 - 12 * row) for row in range(3)]

    ours, foreign, plain = asyncio.run(edit())
    assert ours.contents.value.startswith("# random-value (RPL102)")
    assert foreign.contents.value.startswith("# environment-read (RPL104)")
    assert plain is None


def test_settings_that_cannot_be_understood_are_said_once_and_mended_without_a_restart(shop):
    (shop / "pyproject.toml").write_text('[tool.samepath]\nselct = ["wall-clock"]\n')

    async def edit():
        async with editing(shop) as editor:
            editor.open("app/util.py")
            await editor.until(lambda: editor.said)
            editor.type("app/util.py", UTIL, 2)
            (shop / "pyproject.toml").write_text("[tool.samepath]\n")
            editor.type("app/util.py", UTIL, 3)
            await editor.until(lambda: editor.codes("app/util.py"))
            return editor.said

    [said] = asyncio.run(edit())
    assert said.startswith("samepath: ")
    assert "selct" in said


def test_notes_are_shown_to_those_who_ask_for_them(shop):
    (shop / "app/flows.py").write_text(
        FLOWS.replace("    if stamp() > order.limit:\n        ", "    print(stamp())\n    ")
    )

    async def edit(options):
        async with editing(shop, options=options) as editor:
            editor.open("app/util.py")
            await editor.until(lambda: editor.versions.get(editor.uri("app/util.py")) == 1)
            return list(editor.shown[editor.uri("app/util.py")])

    assert asyncio.run(edit(None)) == []
    [note] = asyncio.run(edit({"showNotes": True}))
    assert note.severity == lsp.DiagnosticSeverity.Information


def test_a_document_outside_of_the_folder_is_checked_in_its_own_program(shop, tmp_path):
    other = build(tmp_path.resolve() / "other")

    async def edit():
        async with editing(shop) as editor:
            editor.open(other / "app/util.py")
            await editor.until(lambda: editor.codes(other / "app/util.py"))
            await editor.until(lambda: editor.codes("app/util.py"))

    asyncio.run(edit())


@pytest.mark.parametrize("name", ["my app/ü 100%.py", "my app/a#b?.py"])
def test_a_document_is_named_as_the_editor_names_it(name, shop):
    build(shop, **{name: FLOWS.replace("stamp()", "__import__('time').time()")})
    spread = "import time\n" + FLOWS.replace("stamp()", "time.time()")

    async def edit():
        async with editing(shop) as editor:
            editor.open(name, spread)
            await editor.until(lambda: editor.codes(name))
            assert {uri for uri, each in editor.shown.items() if each} == {
                editor.uri(name),
                editor.uri("app/util.py"),
            }

    asyncio.run(edit())
