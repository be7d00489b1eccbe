import ast
import gc
import sys
import warnings

import pytest

from samepath.linter.project import source
from samepath.linter.project.source import Parsed, Problem, parse

DEEP = 10_000


def text_of(content: bytes) -> str:
    parsed = parse("/p.py", content)
    assert isinstance(parsed, Parsed)
    assert isinstance(parsed.tree, ast.Module)
    return parsed.text


def problem_of(content: bytes) -> Problem:
    problem = parse("/p.py", content)
    assert isinstance(problem, Problem)
    assert problem.path == "/p.py"
    return problem


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"", ""),
        ("x = 'é'\n".encode(), "x = 'é'\n"),
        (b"\xef\xbb\xbfx = 1\n", "x = 1\n"),
        (b"\xef\xbb\xbf# coding: utf-8\n", "# coding: utf-8\n"),
        (
            "# -*- coding: latin-1 -*-\nx = 'é'\n".encode("latin-1"),
            "# -*- coding: latin-1 -*-\nx = 'é'\n",
        ),
        (
            b"#!/usr/bin/python\n# vim: fileencoding=cp1252\nx = '\x80'",
            "#!/usr/bin/python\n# vim: fileencoding=cp1252\nx = '€'",
        ),
        (b"a = 1\r\nb = 2\rc = 3\n", "a = 1\nb = 2\nc = 3\n"),
        (b"x = '\x0c\x1c'\n", "x = '\x0c\x1c'\n"),
    ],
)
def test_files_are_decoded_as_python_does(content, text):
    assert text_of(content) == text


def test_a_cookie_after_code_is_none():
    problem = problem_of(b"x = 1\n# coding: latin-1\ny = '\xe9'\n")

    assert problem.kind == "encoding"
    assert (problem.row, problem.column) == (3, 6)
    assert problem.message == "byte 0xe9 is not valid utf-8, and no other encoding is declared"


@pytest.mark.parametrize(
    ("content", "row", "column", "message"),
    [
        (b"a = 1\nb = '\0'\n", 2, 6, "the file has a null byte"),
        ("é = 1\n".encode() + b"\xc3\xa9\0", 2, 2, "the file has a null byte"),
        ("x = 1".encode("utf-16"), 1, 1, "the file is in utf-16, which python does not read"),
        (b"# coding: klingon\n", 1, 1, "the encoding klingon is not known"),
        (b"# coding: rot13\n", 1, 1, "the encoding rot13 is not known"),
        (b"# coding: ascii\n\n'\xff'", 3, 2, "byte 0xff is not valid ascii, the declared encoding"),
        (
            b"\xef\xbb\xbf# coding: latin-1\n",
            1,
            1,
            "the file has a utf-8 mark, but says that its encoding is latin-1",
        ),
    ],
)
def test_bytes_that_are_no_text_are_a_problem(content, row, column, message):
    assert problem_of(content) == Problem("/p.py", row, column, message, "encoding")


@pytest.mark.parametrize(
    ("code", "row", "column", "message"),
    [
        ("a = 1\nb = $\n", 2, 5, "invalid syntax"),
        ("def f(", 1, 6, "'(' was never closed"),
        ("x = 'é' $", 1, 9, "invalid syntax"),
        ("if a:\n\tb\n        c", 3, 1, "inconsistent use of tabs and spaces in indentation"),
    ],
)
def test_a_syntax_error_says_where(code, row, column, message):
    assert problem_of(code.encode()) == Problem("/p.py", row, column, message, "syntax")


def test_every_syntax_error_lies_inside_the_file():
    for code in ("if x:", "'''", "f(\n\n", "x = (", "class", "\\", "if x:\n  y\n z\n"):
        problem = problem_of(code.encode())
        lines = code.split("\n")

        assert 1 <= problem.row <= len(lines)
        assert 1 <= problem.column <= len(lines[problem.row - 1]) + 1


@pytest.mark.parametrize(
    ("code", "version"),
    [
        ("type X = int", (3, 12)),
        ("type Y[T] = list[T]", (3, 12)),
        ("def f[T](a: T) -> T: ...", (3, 12)),
        ("class A[T]: ...", (3, 12)),
        ("try: pass\nexcept A, B: pass", (3, 14)),
        ("x = t'{a}'", (3, 14)),
    ],
)
def test_newer_syntax_is_read_or_named(code, version):
    if sys.version_info >= version:
        text_of(code.encode())
    else:
        wanted = f"(python {version[0]}.{version[1]} or newer reads this, samepath runs on "
        assert wanted in problem_of(code.encode()).message


@pytest.mark.parametrize(
    "code",
    [
        "(" * DEEP + "1" + ")" * DEEP,
        "[" * DEEP + "]" * DEEP,
        "f(" * DEEP + ")" * DEEP,
        "-" * DEEP + "1",
        "not " * DEEP + "1",
        "x = " + "+".join("a" * DEEP),
        "**".join("a" * DEEP),
        "a" + ".b" * DEEP,
        "a" + "()" * DEEP,
        "lambda: " * DEEP + "1",
        "1 if 1 else " * DEEP + "1",
        "if a: pass\n" + "elif b: pass\n" * DEEP,
    ],
    ids=[
        "group",
        "list",
        "call",
        "minus",
        "not",
        "sum",
        "power",
        "dot",
        "calls",
        "lambda",
        "if",
        "elif",
    ],
)
def test_ten_thousand_levels_are_a_problem_and_no_crash(code):
    assert problem_of(code.encode()).kind == "too-deep"


@pytest.mark.parametrize("code", [" or ".join("a" * DEEP), "<".join("a" * DEEP), "'a' " * DEEP])
def test_what_is_long_but_flat_is_read(code):
    text_of(code.encode())


def test_a_huge_file_is_passed_over(monkeypatch):
    monkeypatch.setattr(source, "LARGEST", 2 << 20)
    problem = problem_of(b"x = 1\n" * 500_000)

    assert problem.kind == "too-large"
    assert problem.message == "the file has 2.9 MB, more than the 2 MB that are read"


def test_a_number_too_long_for_python_is_a_problem():
    assert problem_of(b"x = " + b"9" * 5000).kind == "syntax"


def test_parsing_says_nothing_about_the_code():
    with warnings.catch_warnings():
        warnings.simplefilter("error")

        assert text_of(b"x = '\\d'\nassert (1, 'always')\n1 is 1\n")


def test_parsing_leaves_the_collector_as_it_was():
    gc.disable()
    try:
        parse("/p.py", b"x = 1")
        assert not gc.isenabled()
    finally:
        gc.enable()
    parse("/p.py", b"x = $")
    assert gc.isenabled()
