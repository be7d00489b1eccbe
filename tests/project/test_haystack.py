import pytest

from samepath.linter.project.discovery import discover
from samepath.linter.project.haystack import KEEP, Haystack
from samepath.linter.project.mentions import FEW
from samepath.linter.project.reader import DiskReader


@pytest.fixture
def haystack(tree):
    """Return a haystack of the given files, and a way to name hits by file."""

    def make(files: dict[str, str | bytes], keep: int = KEEP) -> Haystack:
        reader = DiskReader()
        return Haystack(reader, discover(reader, [tree(files)]).files, keep=keep)

    return make


def names(paths: list[str]) -> list[str]:
    return [path.rpartition("/")[2] for path in paths]


OTHERS = [f"needle_{number}".encode() for number in range(FEW)]


@pytest.mark.parametrize("others", [[], OTHERS], ids=["few", "many"])
@pytest.mark.parametrize("keep", [0, KEEP], ids=["read again", "kept"])
def test_needles_are_found_as_whole_words_in_one_pass(haystack, others, keep):
    stack = haystack(
        {
            "a.py": "import dbos\n",
            "b.py": "import mydbos, dbosx, dbos_y\n",
            "c.py": "from temporalio.workflow import defn  # dbos.\n",
            "d.py": "def run(self): ...\n",
            "e.py": "def runner(): run()\n",
            "f.py": "größe = dbosß\n",
        },
        keep,
    )
    wanted = [
        b"dbos",
        b"temporalio",
        b"def run",
        b"azure.functions",
        b"temporalio.workflow",
        *others,
    ]
    for _ in range(2):
        found = stack.files_containing(wanted)

        assert names(found[b"dbos"]) == ["a.py", "c.py"]
        assert names(found[b"temporalio"]) == ["c.py"]
        assert names(found[b"temporalio.workflow"]) == ["c.py"]
        assert names(found[b"def run"]) == ["d.py"]
        assert found[b"azure.functions"] == []
        assert list(found) == wanted


@pytest.mark.parametrize("others", [[], OTHERS], ids=["few", "many"])
def test_needles_without_words_are_found_too(haystack, others):
    found = haystack({"a.py": "x @ y", "b.py": "z"}).files_containing([b"@", b" @ ", *others])

    assert names(found[b"@"]) == names(found[b" @ "]) == ["a.py"]


def test_nothing_asked_is_nothing_read(tree):
    top = tree({"a.py": ""})
    reader = DiskReader()

    assert Haystack(reader, [f"{top}/gone.py"]).files_containing([]) == {}
    assert reader.reads == {}


def test_a_file_that_cannot_be_read_is_empty_and_told_of(tree):
    top = tree({"a.py": "dbos"})
    reader = DiskReader()
    stack = Haystack(reader, [f"{top}/a.py", f"{top}/gone.py"])

    assert stack.files_containing([b"dbos"]) == {b"dbos": [f"{top}/a.py"]}
    assert reader.failure(f"{top}/gone.py") == "no such file or directory"


def test_no_more_is_kept_than_there_is_room_for(haystack):
    stack = haystack({"a.py": "x" * 60, "b.py": "y" * 60, "c.py": "z" * 30}, keep=100)
    stack.files_containing([b"x"])

    assert sorted(map(len, stack._kept.values())) == [30, 60]


@pytest.mark.parametrize(
    "code",
    [
        "def run(x): ...",
        "async  def  run (x): ...",
        "class A:\n    async def run(self): ...",
        "def run[T](x: T): ...",
        "if x:\r\n    def run(): ...\r\n",
    ],
)
def test_definitions_are_found_by_name(haystack, code):
    stack = haystack({"a.py": code, "b.py": "def runner(): run()\nundef run()\nrun = 1\n"})

    assert names(stack.defining("run"))[0] == "a.py"
    assert stack.defining("ran") == []


def test_names_in_any_script_are_found(haystack):
    assert names(haystack({"a.py": "def größe(): ...\n"}).defining("größe")) == ["a.py"]


@pytest.mark.parametrize(
    "code",
    [
        "class A(Base): ...",
        "class A(x.Base, metaclass=M): ...",
        "class A(Generic[T], Base[T]):\n    pass",
        "class A[T](\n    Other,\n    Base,\n):\n    pass",
        "    class A (Base) : ...",
    ],
)
def test_subclasses_are_found_by_the_name_of_a_base(haystack, code):
    other = "class Base:\n    x = (Base)\nclass B(Base2): ...\nclass C: y = f(Base)\n"
    stack = haystack({"a.py": code, "b.py": other})

    assert names(stack.subclassing("Base")) == ["a.py"]


@pytest.mark.parametrize(
    "code",
    [
        "import app",
        "import os, acme.app as b",
        "from acme.app import x",
        "from . import app",
        "from ..app import (x)",
        "from acme import (\n    one,\n    app,  # two\n)\n",
        "from acme import (\n    one,  # (two)\n    app,\n)\n",
        "from acme import (\n    one,\n    app",
        "from acme import one, \\\n    app\n",
        "from acme import one, \\\r\n    app\r\n",
        "from acme import(app)",
        "if TYPE_CHECKING: import app",
        "x = 1; from acme import app",
        "    import app",
        "from app import*",
    ],
)
def test_imports_are_found_by_name(haystack, code):
    other = "import application\nreimport = app\nx.import_module('app')\napp = 1 # import\n"
    stack = haystack({"a.py": code, "b.py": other})

    assert names(stack.importing("app")) == ["a.py"]


def test_each_file_answers_once(haystack):
    stack = haystack({"a.py": "import app\nimport app\ndef f(): ...\ndef f(): ...\n"})

    assert names(stack.importing("app")) == names(stack.defining("f")) == ["a.py"]


def test_several_imports_are_told_apart_from_mere_mentions(haystack):
    stack = haystack(
        {
            "a.py": "import dbos\n",
            "b.py": "from temporalio import workflow\n",
            "c.py": "# import dbos one day\nprint('temporalio')\n",
        }
    )

    found = stack.files_importing([b"dbos", b"temporalio", b"inngest"])

    assert {word: names(paths) for word, paths in found.items()} == {
        b"dbos": ["a.py"],
        b"temporalio": ["b.py"],
        b"inngest": [],
    }
