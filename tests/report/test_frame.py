"""Carets stand under their span, whatever the characters before it are."""

import pytest

from samepath.linter.report.finding import Location, Place
from samepath.linter.report.frame import frame
from samepath.linter.report.style import Style


def drawn(source, start, end, **style):
    place = Place("a.py", Location(*start), Location(*end))
    return frame(place, lambda _: source.split("\n"), Style(**style), "red")


@pytest.mark.parametrize(
    ("source", "column", "end", "expected"),
    [
        ("x = now()", 5, 10, [" 1 │ x = now()", "   │     ^^^^^"]),
        ("\tx = now()", 6, 11, [" 1 │     x = now()", "   │         ^^^^^"]),
        ("a\tnow()", 3, 8, [" 1 │ a   now()", "   │     ^^^^^"]),
        ("f('日本', now())", 9, 14, [" 1 │ f('日本', now())", "   │           ^^^^^"]),
        ("f('日本', now())", 4, 6, [" 1 │ f('日本', now())", "   │    ^^^^"]),
        ("é́ = now()", 6, 11, [" 1 │ é́ = now()", "   │     ^^^^^"]),
        ("'\x1b[2J' + now()", 10, 15, [" 1 │ '\\x1b[2J' + now()", "   │             ^^^^^"]),
        ("'\u202e' + now()", 7, 12, [" 1 │ '\\u202e' + now()", "   │            ^^^^^"]),
    ],
)
def test_carets_stand_under_the_span(source, column, end, expected):
    assert drawn(source, (1, column), (1, end)) == expected


def test_an_empty_span_marks_the_name_that_stands_there_or_one_cell():
    assert drawn("x = a.now()", (1, 5), (1, 5))[1] == "   │     ^^^^^"
    assert drawn("x = (now)", (1, 5), (1, 5))[1] == "   │     ^"


def test_a_place_behind_the_end_of_its_line_gets_a_caret_at_the_end():
    assert drawn("x", (1, 90), (1, 95)) == [" 1 │ x", "   │  ^"]


def test_a_row_that_the_file_does_not_have_gives_no_frame():
    assert drawn("x", (7, 1), (7, 2)) == []
    assert drawn("x", (0, 1), (0, 1)) == []


def test_one_line_is_shown_before_and_after_unless_it_is_blank():
    assert drawn("a\nb\nc\nd", (2, 1), (2, 2)) == [" 1 │ a", " 2 │ b", "   │ ^", " 3 │ c"]
    assert drawn("a\n\nc\n  \nd", (3, 1), (3, 2)) == [" 3 │ c", "   │ ^"]


def test_each_row_of_a_long_expression_is_underlined_and_a_very_long_one_is_cut():
    source = "f(\n    1,\n    2,\n)"

    assert drawn(source, (1, 1), (4, 2)) == [
        " 1 │ f(",
        "   │ ^^",
        " 2 │     1,",
        "   │     ^^",
        " 3 │     2,",
        "   │     ^^",
        " 4 │ )",
        "   │ ^",
    ]
    long = "f(\n" + "    1,\n" * 200 + ")"
    assert drawn(long, (1, 1), (202, 2))[-3:] == ["  3 │     1,", "    │     ^^", "    │ …"]


def test_a_long_line_is_shown_around_its_span():
    source = "[" + "1, " * 5000 + "now(), " + "2, " * 5000 + "]"

    row, carets = drawn(source, (1, 15002), (1, 15007), width=60)

    assert len(row) == 60
    assert row[5] == row[-1] == "…"
    assert row[carets.index("^") : carets.rindex("^") + 1] == "now()"


def test_a_span_that_does_not_fit_is_underlined_as_far_as_it_is_shown():
    row, carets = drawn("x" * 500, (1, 1), (1, 501), width=60)

    assert len(row) == len(carets) == 60


def test_a_wide_character_on_the_edge_of_the_window_becomes_a_blank():
    source = "日" * 100 + " = now()"

    row, carets = drawn(source, (1, 104), (1, 109), width=45)

    start, end = carets.index("^"), carets.rindex("^") + 1
    # Each shown ideograph takes one more cell than it has code points.
    shift = row.count("日")
    assert row[start - shift : end - shift] == "now()"


def test_characters_that_the_stream_cannot_write_are_escaped_and_counted():
    assert drawn("'é' + now()", (1, 7), (1, 12), encoding="ascii") == [
        " 1 | '\\xe9' + now()",
        "   |          ^^^^^",
    ]
