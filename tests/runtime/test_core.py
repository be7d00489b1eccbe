"""The core of the runtime stays small enough to be read in one sitting."""

import ast
import io
import re
import tokenize
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
PACKAGE = ROOT / "src" / "samepath" / "runtime_guard"
MOST = 1650
SILENT = {
    tokenize.COMMENT,
    tokenize.NL,
    tokenize.NEWLINE,
    tokenize.INDENT,
    tokenize.DEDENT,
    tokenize.ENDMARKER,
}


def code_lines(text):
    """Return how many lines hold code: no blank line, no comment, no text that stands alone."""
    lines = set()
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type not in SILENT:
            lines.update(range(token.start[0], token.end[0] + 1))
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            lines.difference_update(range(node.lineno, node.end_lineno + 1))
    return len(lines)


def test_code_lines_are_counted_without_what_says_nothing_to_python():
    assert code_lines('"""Text.\n\nMore.\n"""\n\n# why\nx = (\n    1,\n)\n') == 3


def test_the_core_fits_into_one_sitting():
    decision = (ROOT / "docs" / "decisions" / "0103-the-core.md").read_text()
    table = [line for line in decision.splitlines() if line.startswith("|")]
    files = re.findall(r"`([a-z_/]+\.py)`", "\n".join(table))

    assert len(files) == 19
    assert 1000 < sum(code_lines((PACKAGE / name).read_text()) for name in files) <= MOST
