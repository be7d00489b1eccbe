"""When output is coloured, linked, drawn with boxes, and how wide it may be."""

import io
import os
import pty

import pytest

from samepath.linter.report.style import UNLIMITED, Style, of_stream


class Terminal(io.TextIOWrapper):
    def isatty(self):
        return True


def style(environ, wanted="auto", *, terminal=True, encoding="utf-8"):
    stream = (Terminal if terminal else io.TextIOWrapper)(io.BytesIO(), encoding=encoding)
    return of_stream(stream, environ, wanted, "/srv")


@pytest.mark.parametrize(
    ("environ", "wanted", "terminal", "coloured"),
    [
        ({}, "auto", True, True),
        ({}, "auto", False, False),
        ({}, "always", False, True),
        ({}, "never", True, False),
        ({"NO_COLOR": "1"}, "auto", True, False),
        ({"NO_COLOR": ""}, "auto", True, True),
        ({"NO_COLOR": "1"}, "always", True, True),
        ({"TERM": "dumb"}, "auto", True, False),
        ({"FORCE_COLOR": "1"}, "auto", False, True),
        ({"FORCE_COLOR": "0"}, "auto", False, False),
        ({"FORCE_COLOR": "1", "TERM": "dumb"}, "auto", True, True),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, "auto", True, False),
        ({"FORCE_COLOR": "1"}, "never", True, False),
    ],
)
def test_colour_follows_the_option_then_the_environment_then_the_stream(
    environ, wanted, terminal, coloured
):
    assert style(environ, wanted, terminal=terminal).colour is coloured


def test_links_are_for_terminals_only():
    assert style({}).links
    assert not style({}, "always", terminal=False).links
    assert not style({}, "never").links


@pytest.mark.parametrize(
    ("encoding", "bar"), [("utf-8", "│"), ("UTF_8", "│"), ("ascii", "|"), ("latin-1", "|")]
)
def test_boxes_are_drawn_where_the_encoding_has_them(encoding, bar):
    assert style({}, encoding=encoding).glyphs.bar == bar


def test_the_width_is_that_of_the_terminal_unless_columns_says_otherwise():
    assert style({"COLUMNS": "72"}).width == 72
    assert style({"COLUMNS": "0"}).width == UNLIMITED
    assert style({"COLUMNS": "72"}, terminal=False).width == UNLIMITED


def test_a_real_terminal_is_asked_for_its_width():
    import fcntl
    import struct
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 91, 0, 0))
    with os.fdopen(theirs, "w") as stream:
        assert of_stream(stream, {}, "auto", "/srv").width == 91
    os.close(ours)


def test_a_link_leads_to_the_file_with_what_a_url_cannot_hold_escaped():
    linked = Style(cwd="/srv", links=True).place("/srv/a b/é.py", 3, 4)

    assert linked == "\x1b]8;;file:///srv/a%20b/%C3%A9.py\x1b\\a b/é.py:3:4\x1b]8;;\x1b\\"
