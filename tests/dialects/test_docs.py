"""The pages about engines say what the dialects say."""

import importlib.util
from pathlib import Path

ROOT = Path(__file__).parents[2]


def generator():
    spec = importlib.util.spec_from_file_location(
        "generate_engine_docs", ROOT / "scripts" / "generate_engine_docs.py"
    )
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_page_is_what_its_dialect_says_now():
    stale = [
        path.name
        for path, text in generator().pages().items()
        if not path.exists() or path.read_text(encoding="utf-8") != text
    ]
    assert not stale, f"{', '.join(stale)}: run scripts/generate_engine_docs.py"


def test_no_page_is_left_from_a_dialect_that_is_gone():
    pages = generator().pages()
    assert {path.name for path in (ROOT / "docs" / "engines").glob("*.md")} == {
        path.name for path in pages
    }


def test_every_name_of_a_dialect_is_on_its_page():
    module = generator()
    for dialect in module.load_dialects(module.available_dialects()):
        text = module.page(dialect)
        for name in (*dialect.roles, *dialect.operations, *dialect.stable, *dialect.unrecorded):
            assert f".{name.rpartition('.')[2]}`" in text or f"`{name.rpartition('.')[2]}`" in text
