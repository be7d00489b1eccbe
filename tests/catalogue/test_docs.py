"""The page about the catalogue says what the catalogue says."""

import runpy
from pathlib import Path

SCRIPT = Path(__file__).parents[2] / "scripts" / "generate_catalogue_docs.py"


def test_the_page_is_up_to_date():
    script = runpy.run_path(str(SCRIPT))

    assert script["PAGE"].read_text(encoding="utf-8") == script["page"](), f"run {SCRIPT.name}"


def test_the_page_names_every_field_that_can_be_written():
    script = runpy.run_path(str(SCRIPT))
    named = {name for name, _ in script["fields"]()}

    from samepath.rules.catalogue.parse import _FIELDS

    assert named == set(_FIELDS)
