"""The flake8 plugin: the whole program is read once, each file gets the findings in it.

flake8 has no word for checks across files. It parses its options once in the process that
starts the others, and again in each of those where memory is not shared; so the work is done
there, and handed on through a file whose name is in the environment.
"""

import ast
import gc
import multiprocessing
import os
from argparse import Namespace
from collections.abc import Iterator
from typing import ClassVar

from flake8.exceptions import ExecutionError
from flake8.options.manager import OptionManager
from flake8.utils import stdin_get_value

from samepath import __version__
from samepath.linter.frontends import shared_answer
from samepath.linter.frontends.asking import Answer, Line, Question, named
from samepath.linter.frontends.cli.output import CannotWork, working_directory
from samepath.linter.frontends.cli.run import REPORT
from samepath.linter.project.reader import absolute
from samepath.linter.report.cells import printable

HANDED_ON = "SAMEPATH_FLAKE8_ANSWER"
"""Names the answer's file to the processes that flake8 starts."""
FLAGS = {
    "strict": "make a warning of a value that flows into a gap",
    "show-notes": "tell of notes too",
    "show-gaps": "tell what could not be resolved",
    "isolated": "read no settings of samepath",
    "no-cache": "keep no answer for the next run",
}


class Plugin:
    """What flake8 makes for each file."""

    name = "samepath"
    version = __version__
    asked: ClassVar[Question] = Question({}, (), {})
    cache: ClassVar[bool] = True
    answer: ClassVar[Answer | None] = None
    standing_in_for: ClassVar[str] = ""
    """What the text on standard input is called."""

    def __init__(self, tree: ast.AST, filename: str) -> None:
        self.filename = filename

    @staticmethod
    def add_options(manager: OptionManager) -> None:
        """Add our options, each with our name in front."""
        manager.add_option(
            "--samepath-config",
            metavar="FILE",
            default="",
            parse_from_config=True,
            help="read the settings of samepath from this file",
        )
        for flag, said in FLAGS.items():
            manager.add_option(
                f"--samepath-{flag}",
                action="store_true",
                default=False,
                parse_from_config=True,
                help=said,
            )

    @classmethod
    def parse_options(cls, options: Namespace) -> None:
        """Work the answer out, unless this is a process that was started for some files."""
        cls.asked = _question(options)
        cls.cache = not options.samepath_no_cache
        cls.standing_in_for = options.stdin_display_name
        cls.answer = None
        if multiprocessing.parent_process() is None:
            cls.answer, path = _worked_out(cls.asked, cache=cls.cache)
            os.environ[HANDED_ON] = path or ""
            # What the check has loaded stays: flake8's own garbage is found faster without it.
            gc.collect()
            gc.freeze()

    def run(self) -> Iterator[tuple[int, int, str, type]]:
        """Yield the findings of the file at hand as row, column from 0, text and ourselves."""
        cls = type(self)
        if cls.answer is None:
            handed_on = os.environ.get(HANDED_ON)
            cls.answer = shared_answer.load(handed_on) if handed_on else None
        if cls.answer is None:  # nobody could write, or somebody has swept
            cls.answer, _ = _worked_out(cls.asked, cache=cls.cache)
        named = cls.standing_in_for if self.filename == "-" else self.filename
        for line in cls.answer.get(absolute(named, working_directory()), ()):
            yield line.row, line.column - 1, _text(line), cls


def _text(line: Line) -> str:
    return f"{line.code} {line.said}"


def _question(options: Namespace) -> Question:
    asked = {name.replace("-", "_") for name in FLAGS}
    said = {name: bool(getattr(options, f"samepath_{name}")) for name in asked}
    unsaved = {}
    paths = list(options.filenames or ["."])
    if "-" in paths:
        here = working_directory()
        unsaved[absolute(options.stdin_display_name, here)] = stdin_get_value().encode()
        paths = [options.stdin_display_name if path == "-" else path for path in paths]
    return Question({**said, "config": options.samepath_config}, named(paths), unsaved)


def _worked_out(question: Question, *, cache: bool) -> tuple[Answer, str | None]:
    """Ask, and put what stands in the way into the words in which flake8 says so."""
    try:
        return shared_answer.answer(question, cache=cache)
    except CannotWork as reason:
        raise ExecutionError(f"samepath: {reason}") from reason
    except Exception as error:
        if os.environ.get("SAMEPATH_TRACEBACK"):
            raise
        said = printable(str(error))[:200]
        raise ExecutionError(f"samepath: {type(error).__name__}: {said}; {REPORT}") from error
