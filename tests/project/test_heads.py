"""What bytes tell of methods: in which classes, and how many arguments they take."""

import pytest

from samepath.linter.project.heads import ENDLESS, Heads, heads

LONG = """
class A(
    Base,
):
    x = 1

    def run(
        self,
        *,
        y,
    ) -> int: ...
"""
AFTER_ANOTHER = """
class A:
    def go(self):
        def run(): ...
    # left
    def run(self, x): ...
"""
SURE = [
    ("class A:\n    def run(self, x): ...\n", 2),
    ("class A:\n    async def run(self): ...\n", 1),
    ("class A:\n    def run(self, end=')', *rest): ...\n", ENDLESS),
    ("class A:\n    @property\n    def run(self): ...\n", 1),
    (LONG, 2),
    (AFTER_ANOTHER, 2),
]
OTHERS = [
    "def run(x): ...\n",
    "def make():\n    class A:\n        def run(self): ...\n",
    "class A:\n    class B:\n        def run(self): ...\n",
    "class A:\n    def go(self):\n        def run(): ...\n",
    "if x:\n    def run(): ...\n",
]
UNSURE = [
    "class A:\n    if x:\n        def run(self): ...\n",
    "if x:\n    class A:\n        def run(self): ...\n",
    "class A:\n    @changed\n    def run(self): ...\n",
    "class A:\n    def run(self): ...\n    def run(self, x): ...\n",
    'class A:\n    x = """\ntext\n"""\n    def run(self): ...\n',
    "class A:\n    def run(self, (x, y)): ...\n",
]


@pytest.mark.parametrize(("text", "capacity"), SURE)
def test_a_method_of_a_class_at_the_margin_is_sure(text: str, capacity: int) -> None:
    assert heads(text.encode(), "run") == Heads((capacity,), unsure=False)


@pytest.mark.parametrize("text", OTHERS)
def test_functions_and_nested_classes_do_not_count(text: str) -> None:
    assert heads(text.encode(), "run") == Heads((), unsure=False)


@pytest.mark.parametrize("text", UNSURE)
def test_what_only_parsing_can_tell_is_unsure(text: str) -> None:
    assert heads(text.encode(), "run") == Heads((), unsure=True)


def test_each_class_counts_once() -> None:
    text = b"class A:\n    def run(self): ...\nclass B:\n    def run(self, x): ...\n"

    assert heads(text, "run").capacities == (1, 2)


def test_longer_names_are_other_names() -> None:
    assert heads(b"class A:\n    def runner(self): ...\n", "run") == Heads((), unsure=False)
