"""The user's own catalogues: which files are read, and what is said of mistakes in them."""

import pytest

from samepath.linter.project.config import load_settings
from samepath.linter.project.reader import DiskReader

NOW = '"acme.now" = "clock"\n'


@pytest.fixture
def loaded(tree):
    """Return the catalogues that settings name, and the mistakes, file names seen from the top."""

    def load(patterns: str, files: dict[str, str]):
        top = tree({"samepath.toml": f"catalogues = {patterns}", "app/flow.py": "", **files})
        settings, errors = load_settings(DiskReader(), f"{top}/app")
        shown = {file.removeprefix(f"{top}/"): table for file, table in settings.catalogues}
        return shown, [str(error).removeprefix(f"{top}/") for error in errors]

    return load


@pytest.mark.parametrize(
    ("patterns", "files"),
    [
        ("['a.toml']", ["a.toml"]),
        ("['./a.toml', 'a.toml']", ["a.toml"]),
        ("['tools/*.toml']", ["tools/b.toml", "tools/c.toml"]),
        ("['tools/[c-d].toml', 'a.toml']", ["tools/c.toml", "a.toml"]),
        ("['**/b.toml', '**/d.toml']", ["tools/b.toml", "x/y/d.toml"]),
        ("['x/**/d.toml']", ["x/y/d.toml"]),
        ("['app/../a.toml']", ["a.toml"]),
    ],
)
def test_patterns_start_at_the_settings_and_name_files_in_order(loaded, patterns, files):
    found, errors = loaded(
        patterns, dict.fromkeys(("a.toml", "tools/b.toml", "tools/c.toml", "x/y/d.toml"), NOW)
    )

    assert list(found) == files
    assert errors == []


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ('"acme.now" = "clok"', "\"acme.now\": effect is 'clok'; did you mean 'clock'?"),
        ('"acme.now" = { efect = "clock" }', "unknown field 'efect'; did you mean 'effect'?"),
        ('[defualt]\n"acme" = "pure"', "a dotted name or a table; did you mean 'default'?"),
        ('[default]\n"acme" = "purr"', "effect is 'purr'"),
        ('[alias]\n"a.b" = 1', 'alias: "a.b": expected a text, found 1'),
        ("default = 1", "default: expected a table, found 1"),
        ('now = "clock"', '"now": expected a dotted name or a table'),
        ("= 1", "the file is not valid toml"),
    ],
)
def test_a_mistake_names_file_and_key_and_what_was_meant(loaded, text, complaint):
    _, errors = loaded("['a.toml']", {"a.toml": text})

    assert len(errors) == 1
    assert errors[0].startswith("a.toml: ")
    assert complaint in errors[0]


def test_every_mistake_is_told_and_the_good_entries_count(loaded):
    text = '"a.b" = "clok"\n"a.c" = "clock"\n"a.d" = 1\n[default]\n"a" = "purr"\n"e" = "pure"'
    found, errors = loaded("['a.toml']", {"a.toml": text})

    assert len(errors) == 3
    assert found == {"a.toml": {"a.c": "clock", "default": {"e": "pure"}}}


def test_a_file_of_our_own_can_be_copied_with_the_modules_it_speaks_for(loaded):
    assert loaded("['a.toml']", {"a.toml": f"modules = ['acme']\n{NOW}"}) == (
        {"a.toml": {"acme.now": "clock"}},
        [],
    )


def test_a_file_that_is_not_there_is_told_with_the_one_that_was_meant(loaded):
    assert loaded("['tools/acme.tml']", {"tools/acme.toml": NOW}) == (
        {},
        [
            (
                "samepath.toml: `catalogues`: there is no file `tools/acme.tml`; "
                "did you mean `tools/acme.toml`?"
            )
        ],
    )
