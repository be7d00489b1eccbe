import pytest
from hypothesis import given
from hypothesis.strategies import lists, sampled_from

from samepath.linter.project.discovery import discover
from samepath.linter.project.haystack import Haystack
from samepath.linter.project.imports import STATEMENT, Importers, statements
from samepath.linter.project.modules import ModuleMap
from samepath.linter.project.reader import DiskReader

PROGRAM = {
    "acme/__init__.py": "",
    "acme/flows.py": "",
    "acme/inner/__init__.py": "",
    "other/__init__.py": "",
    "other/flows.py": "",
}
IMPORTING = [
    "from acme.flows import order",
    "from acme import flows",
    "from acme import (\n    things,\n    flows as f,\n)",
    "from acme import (  # the (old) ones\n    flows,\n)",
    "import acme.flows",
    "import os, acme.flows as f",
    "def late():\n    from acme.flows import order",
    "try: from acme.flows import order\nexcept ImportError: pass",
    "import os; import acme.flows",
    "from acme \\\n    import flows",
]
OTHERS = [
    "from other.flows import order",
    "from other import flows",
    "import other.flows",
    "from acme import things  # not flows",
    "flows = 'import acme.flows'.split()",
]


@pytest.fixture
def importers(tree):
    """Return who imports acme/flows.py among its own files and those given."""

    def found(files: dict[str, str]) -> list[str]:
        top = tree({**PROGRAM, **files})
        reader = DiskReader()
        discovered = discover(reader, [top])
        asked = Importers(ModuleMap(reader, discovered), Haystack(reader, discovered.files))
        return [path.removeprefix(f"{top}/") for path in asked.of(f"{top}/acme/flows.py")]

    return found


@pytest.mark.parametrize("text", IMPORTING)
def test_every_way_to_import_a_module_is_seen(importers, text):
    assert importers({"main.py": f"{text}\n"}) == ["main.py"]


@pytest.mark.parametrize("text", OTHERS)
def test_modules_that_end_alike_are_told_apart(importers, text):
    assert importers({"main.py": f"{text}\n"}) == []


def test_relative_imports_are_seen_from_where_they_stand(importers):
    files = {
        "acme/inner/a.py": "from ..flows import order\n",
        "acme/inner/b.py": "from .. import flows\n",
        "acme/inner/c.py": "from .flows import order\n",
        "acme/d.py": "from . import flows\n",
        "other/e.py": "from .flows import order\n",
    }

    assert importers(files) == ["acme/d.py", "acme/inner/a.py", "acme/inner/b.py"]


PIECES = (
    "import", "from", " ", "a.b", ".", "..c", " as d", "(", ")", ", ", "\n", "\r\n", "\\\n",
    "\\\r\n",
    ";", ":", "#", "    ", "important", "x = 1", "*",
    "from a import b", "import a, b", "from a import (\n  b,  # )\n  c)\n",
)  # fmt: skip


@given(lists(sampled_from(PIECES), max_size=40))
def test_statements_are_those_that_a_look_at_every_line_finds(pieces):
    content = "".join(pieces).encode()

    assert list(statements(content)) == STATEMENT.findall(content)
