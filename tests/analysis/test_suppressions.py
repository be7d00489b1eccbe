"""Which comments are suppressions, what they name, and which rows they cover."""

import pytest

from samepath.linter.analysis.suppressions import (
    is_worth_reading,
    suppressions_of,
    unknown_rules,
)

OURS = "# samepath: ignore[wall-clock]"
KNOWN = {"RPL101": "wall-clock", "RPL102": "random-value", "RPL201": "unordered-iteration"}


def only(source):
    [found] = suppressions_of("app.py", source).valid
    return found


def rows(source):
    return list(only(source).applies_to_rows)


def complaints(source):
    return [(m.row, m.message, m.help) for m in suppressions_of("app.py", source).malformed]


def test_a_comment_names_rules_by_name_or_code_and_gives_a_reason():
    found = only("x = now()  # samepath: ignore[wall-clock, RPL201] only for the log\n")

    assert (found.path, found.row, found.column) == ("app.py", 1, 12)
    assert found.kind == "ignore"
    assert found.rules == {"wall-clock", "RPL201"}
    assert found.reason == "only for the log"
    assert found.names("RPL101", "wall-clock")
    assert found.names("RPL201", "unordered-iteration")
    assert not found.names("RPL102", "random-value")


@pytest.mark.parametrize(
    ("comment", "rules", "reason"),
    [
        ("#samepath:ignore[wall-clock]", {"wall-clock"}, ""),
        ("#  samepath:  ignore [ Wall-Clock , rpl101, ] -- why", {"wall-clock", "RPL101"}, "why"),
        ("# samepath: ignore[wall-clock]: why not", {"wall-clock"}, "why not"),
        ("# type: ignore  # samepath: ignore[wall-clock] a  # noqa: E501", {"wall-clock"}, "a"),
    ],
)
def test_spaces_capitals_and_neighbours_do_not_matter(comment, rules, reason):
    found = only(f"x = 1  {comment}\n")

    assert (found.rules, found.reason) == (rules, reason)


@pytest.mark.parametrize(
    ("comment", "rules", "reason"),
    [
        ("# noqa: RPL101", {"RPL101"}, ""),
        ("# NOQA:rpl101", {"RPL101"}, ""),
        ("# noqa : E501,RPL101 W291 the clock is fine", {"RPL101"}, "the clock is fine"),
        ("# noqa: RPL1", {"RPL1"}, ""),
        ("# noqa: RPL", {"RPL"}, ""),
    ],
)
def test_noqa_is_accepted_with_codes_of_ours(comment, rules, reason):
    found = only(f"x = 1  {comment}\n")

    assert (found.kind, found.rules, found.reason) == ("noqa", rules, reason)
    assert found.names("RPL101", "wall-clock")
    assert not found.names("XRPL", "wall-clock")


@pytest.mark.parametrize(
    "comment", ["# noqa", "# noqa: E501", "# noqa: wall-clock", "# RPL101", "# the samepath: x"]
)
def test_other_comments_are_left_to_others(comment):
    assert suppressions_of("app.py", f"x = 1  {comment}\n") == suppressions_of("app.py", "")


def test_both_kinds_can_share_a_comment():
    found = suppressions_of("a.py", "x  # samepath: ignore[wall-clock] y  # noqa: RPL102\n").valid

    assert [(s.kind, s.column, s.reason) for s in found] == [("ignore", 4, "y"), ("noqa", 38, "")]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a = 1\nx = now()  {}\ny = 2\n", [2]),
        ("f(\n    now(),  {}\n    later(),\n)\n", [2]),
        ("x = f(\n    a) + b  {}\n", [2]),
        ('x = """a\nb\nc"""  {}\n', [1, 2, 3]),
        ('x = f"""a\n{b}\nc"""  {}\n', [1, 2, 3]),
        ("x = 1 + \\\n    now() + \\\n    3  {}\n", [1, 2, 3]),
        ('f(\n    a,\n    """b\n""", now())  {}\n', [3, 4]),
        ("x = now()  {}\r\ny = 2\r\n", [1]),
        ("y = 1\rx = now()  {}\r", [2]),
        ("x = now()  {}", [1]),
    ],
)
@pytest.mark.parametrize("comment", [OURS, "# noqa: RPL101"])
def test_beside_code_a_comment_covers_its_line(source, expected, comment):
    assert rows(source.replace("{}", comment)) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("x = f(\n    now(),\n)  {}\n", [1, 2, 3]),
        ("x = f([\n    now(),\n])  {}\n", [1, 2, 3]),
        ("x = f(g(\n    1,\n), h(\n    now(),\n))  {}\n", [1, 2, 3, 4, 5]),
        ("x = f(\n    g(\n        now(),\n    ),  {}\n)\n", [2, 3, 4]),
        ("def f(\n    a,\n):  {}\n    pass\n", [1, 2, 3]),
    ],
)
def test_beside_closing_brackets_a_comment_covers_what_they_close(source, expected):
    assert rows(source.replace("{}", OURS)) == expected
    # flake8 knows nothing of brackets.
    assert rows(source.replace("{}", "# noqa: RPL101")) == expected[-1:]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("{}\nx = now()\ny = 2\n", [2]),
        ("{}\n# more\n\nx = f(\n    now(),\n)\ny = 2\n", [4, 5, 6]),
        ("{}\n@workflow\n@other(\n    1)\ndef f(\n    a):\n    pass\n", [2, 3, 4, 5, 6]),
        ("@workflow\n{}\ndef f():\n    pass\n", [1, 2, 3]),
        ("def f():\n    {}\n    x = now()\n    return x\n", [3]),
        ("def f():\n    pass\n    {}\nx = now()\n", [4]),
        ("{}\nif x:\n    now()\n", [2]),
        ("f(\n    {}\n    # more\n    now(),\n    2)\n", [4]),
        ("f(\n    now(),\n    {}\n)\n", [4]),
        ('"""Module."""\n\n{}\nclass A:\n    pass\n', [4]),
    ],
)
def test_on_its_own_line_a_comment_covers_the_statement_that_follows(source, expected):
    assert rows(source.replace("{}", OURS)) == expected


def test_a_noqa_on_its_own_line_covers_nothing_but_that_line():
    assert rows("# noqa: RPL101\nx = now()\n") == [1]


@pytest.mark.parametrize(
    ("comment", "message", "help_"),
    [
        ("ignore", "this comment ignores nothing, since it names no rule", "write `# samepath: "),
        ("ignore[]", "this comment ignores nothing, since its brackets are empty", "write `#"),
        ("ignore[ , ]", "this comment ignores nothing, since its brackets are empty", "write"),
        ("ignore[a", "this comment ignores nothing, since its bracket is not closed", "write"),
        ("ignroe[a]", "`samepath: ignroe` means nothing", "did you mean `samepath: ignore[...]`"),
        ("because", "`samepath: because` means nothing", "write `# samepath: ignore[wall-clock]"),
        ("", "`samepath:` means nothing", "write"),
    ],
)
def test_a_malformed_comment_is_complained_of(comment, message, help_):
    source = f"x = now()  # samepath: {comment}\n"

    [(row, said, advised)] = complaints(source)

    assert (row, said) == (1, message)
    assert advised.startswith(help_)
    assert suppressions_of("app.py", source).valid == ()


def test_a_comment_with_nothing_after_it_is_complained_of():
    assert complaints("x = 1\n# samepath: ignore[wall-clock]\n") == [
        (2, "this comment ignores nothing, since no statement follows", "remove it")
    ]


def test_an_unknown_rule_is_complained_of_with_the_nearest_one_there_is():
    found = only("x = 1  # samepath: ignore[wall-clok, RPL102, RPL111, zzz]\n")

    assert [(m.message, m.help) for m in unknown_rules(found, KNOWN)] == [
        ("there is no rule `RPL111`", "did you mean `RPL101`"),
        ("there is no rule `wall-clok`", "did you mean `wall-clock`"),
        ("there is no rule `zzz`", "`samepath rule --all` lists the rules"),
    ]


def test_the_beginning_of_a_code_is_known_to_noqa_only():
    assert unknown_rules(only("x = 1  # noqa: RPL1\n"), KNOWN) == ()
    assert len(unknown_rules(only("x = 1  # noqa: RPL7\n"), KNOWN)) == 1
    assert len(unknown_rules(only("x = 1  # samepath: ignore[RPL1]\n"), KNOWN)) == 1


def test_what_stands_in_a_string_is_no_comment():
    source = 'x = "# samepath: ignore[wall-clock]"\ny = """\n# noqa: RPL101\n"""\n'

    assert suppressions_of("app.py", source) == suppressions_of("app.py", "")


@pytest.mark.parametrize(
    "source",
    [
        "x = 1  {}\ndef f(:\n    )(\n",
        "x = 1  {}\ny = 'open\n",
        "x = 1  {}\n  y = 2\n z = 3\n",
        'x = 1  {}\ny = """never closed\n',
        "x = 1  {}\ny = $\n",
        "x = 1  {}\ny = \0\n",
        "x = 1  {}\n" + "(" * 5000,
    ],
)
def test_a_file_that_makes_no_sense_still_gives_its_comments_and_no_complaints(source):
    assert rows(source.replace("{}", OURS)) == [1]
    assert complaints(source.replace("{}", "# samepath: ignore[]")) == []


def test_in_a_file_that_makes_no_sense_a_comment_of_its_own_covers_the_next_row_of_code():
    assert rows("# samepath: ignore[wall-clock]\n\n# more\nx = (\n") == [4]


@pytest.mark.parametrize(
    ("content", "worth"),
    [
        (b"x = 1  # samepath: ignore[a]", True),
        (b"x = 1  # noqa: E501, RPL101", True),
        (b"x = 1  # NoQA : rpl101", True),
        (b"x = 1  # noqa: E501\nRPL101", False),
        (b"x = 1  # noqa", False),
        (b"import samepath", False),
    ],
)
def test_files_without_such_comments_are_passed_over_by_their_bytes(content, worth):
    assert is_worth_reading(content) is worth
