"""The pylint plugin: one checker per law, since pylint wants one number range per checker.

A message's number is 7 and the three digits of the rule's code: RPL101 is W7101. Numbers
from 51 to 99 are for plugins.
"""

from typing import TYPE_CHECKING, ClassVar

from pylint.checkers import BaseRawFileChecker

from samepath.linter.frontends import shared_answer
from samepath.linter.frontends.asking import Answer, Question
from samepath.linter.frontends.cli.output import CannotWork, complain
from samepath.linter.frontends.pages import pages
from samepath.linter.project.reader import DiskReader, absolute

if TYPE_CHECKING:
    from astroid import nodes
    from pylint.lint import PyLinter

    from samepath.linter.report.page import Page


class LawChecker(BaseRawFileChecker):
    """Tells the findings under the rules of one law, in the file at hand."""

    name = "samepath"
    stopped: ClassVar[int] = 32
    """pylint's own exit status for what it was asked in a way that cannot be understood."""
    answers: ClassVar[dict[str, Answer]] = {}
    """What is known already, by the folder of the file that was asked for."""

    def __init__(self, linter: "PyLinter", rules: "list[Page]") -> None:
        self.symbols = {page.code: f"samepath-{page.name}" for page in rules}
        self.msgs = {
            f"W7{page.code.removeprefix('RPL')}": (
                "%s",
                self.symbols[page.code],
                page.what_it_does,
            )
            for page in rules
        }
        super().__init__(linter)

    def process_module(self, node: "nodes.Module") -> None:
        """Tell what stands in this file; the program around it is read once."""
        path = absolute(str(node.file))
        try:
            told = self.answer(path).get(path, ())
        except CannotWork as reason:
            complain(str(reason))
            raise SystemExit(self.stopped) from reason
        for line in told:
            if line.code in self.symbols:
                self.add_message(
                    self.symbols[line.code],
                    line=line.row,
                    col_offset=line.column - 1,
                    end_lineno=line.end_row,
                    end_col_offset=line.end_column - 1,
                    args=(line.said,),
                )

    def answer(self, path: str) -> Answer:
        """Return the answer about the whole program that a file lies in."""
        folder = path.rpartition("/")[0]
        if folder not in self.answers:
            # A folder names its whole program only at the root: that is where to ask.
            root = program_of(folder)
            if root not in self.answers:
                self.answers[root], _ = shared_answer.answer(Question({}, (root,), {}))
            self.answers[folder] = self.answers[root]
        return self.answers[folder]


def program_of(folder: str) -> str:
    """Return the folder of the program that a folder lies in. Raises CannotWork."""
    from samepath.linter.project.config import load_settings

    settings, errors = load_settings(DiskReader(), folder)
    if errors:
        raise CannotWork("; ".join(str(error) for error in errors))
    return settings.root


def register(linter: "PyLinter") -> None:
    """Add a checker for each law, and one for what samepath says of its own work."""
    by_law: dict[str, list[Page]] = {}
    for page in pages():
        by_law.setdefault(page.code[3], []).append(page)
    for rules in by_law.values():
        linter.register_checker(LawChecker(linter, rules))
