"""The tables as files: sorted, complete, and in step with each other."""

import json
import re
import sys
import tomllib
from pathlib import Path

import pytest

from samepath.rules.catalogue import Catalogue
from samepath.rules.catalogue.load import (
    HERE,
    INDEX,
    Line,
    build_index,
    library_files,
    modules_of,
    read_library,
)
from samepath.rules.catalogue.parse import is_class_name

FILES = library_files()
KEY = re.compile(r'^"([^"]+)" = ', re.MULTILINE)
SECTION = re.compile(r"^\[\w+\]$", re.MULTILINE)
CATALOGUE = Catalogue()


def sections(file):
    """Return the keys of each table of a file, in the order in which they stand there."""
    return [KEY.findall(part) for part in SECTION.split((Path(HERE) / file).read_text())]


def names(file):
    """Yield every name that a file speaks of, with what says so."""
    table = read_library(file)
    for kind in ("values", "default", "alias", "bases", "live"):
        for name in getattr(table, kind):
            yield kind, name


@pytest.mark.parametrize("file", FILES)
def test_one_name_one_line_in_order(file):
    for keys in sections(file):
        assert keys == sorted(set(keys))

    listed = sum(len(keys) for keys in sections(file))
    assert listed == sum(1 for _ in names(file))


@pytest.mark.parametrize("file", FILES)
def test_reading_by_line_is_reading_toml(file):
    read, toml = read_library(file), tomllib.loads((Path(HERE) / file).read_text())
    tables = {name: toml.pop(name, {}) for name in ("modules", "default", "alias", "bases", "live")}

    assert {name: line.value() for name, line in read.values.items()} == toml
    assert {name: line.value() for name, line in read.default.items()} == tables["default"]
    assert read.alias == tables["alias"]
    assert {name: list(bases) for name, bases in read.bases.items()} == tables["bases"]
    assert read.live == tables["live"]


@pytest.mark.parametrize("file", FILES)
def test_every_field_is_legal(file):
    read_library(file).check()


@pytest.mark.parametrize("file", FILES)
def test_a_file_says_what_it_is_about(file):
    first = (Path(HERE) / file).read_text().splitlines()[0]

    assert first.startswith("# ")
    assert len(first) > len("# ") + 5


@pytest.mark.parametrize("file", FILES)
def test_a_file_speaks_for_its_own_modules_only(file):
    modules = set(modules_of(file))
    strangers = {name for _, name in names(file) if name.partition(".")[0] not in modules}

    assert strangers == set()


def test_every_module_that_a_file_speaks_for_has_a_default():
    silent = [
        module
        for file in FILES
        for module in modules_of(file)
        if Catalogue().lookup(f"{module}.anything") is None
        and "unknown" not in map(Line.value, read_library(file).default.values())
    ]

    assert silent == []


def test_every_public_module_of_the_standard_library_is_known():
    public = {name for name in sys.stdlib_module_names if not name.startswith("_")}

    assert public - set(build_index()) == set()


def test_the_index_is_that_of_the_files():
    index = json.loads(Path(INDEX).read_text())

    assert index == build_index(), "run `python -m samepath.rules.catalogue.index`"


def test_every_type_that_a_result_has_is_one_that_the_catalogue_can_answer_for():
    strangers = {
        (name, dotted)
        for name, entry in CATALOGUE.items()
        for dotted in (entry.returns, entry.element, entry.key)
        if dotted and CATALOGUE.lookup(f"{dotted}.anything") is None
    }

    assert strangers == set()


def test_aliases_lead_somewhere_and_not_in_circles():
    for file in FILES:
        for name in read_library(file).alias:
            target = CATALOGUE.canonical(name)
            assert CATALOGUE.canonical(target) == target
            assert CATALOGUE.lookup(target) is not None, name


def test_an_alias_is_listed_under_its_target_alone():
    doubles = [
        name
        for file in FILES
        for kind, name in names(file)
        if kind != "alias" and CATALOGUE.canonical(name) != name
    ]

    assert doubles == []


def test_a_condition_that_is_about_an_argument_says_which():
    silent = [
        name
        for name, entry in CATALOGUE.items()
        if entry.when == "argument-missing" and not entry.unless
    ]

    assert silent == []


def test_no_entry_repeats_what_goes_without_saying():
    for file in FILES:
        for name, value in tomllib.loads((Path(HERE) / file).read_text()).items():
            if isinstance(value, dict) and "." in name:
                assert set(value) != {"effect"}, f"{name}: write the effect as a string"
                assert set(value) != {"effect", "access"}, f"{name}: write both as a string"
                assert value.get("attribute") is not False, name
                is_call = not value.get("attribute")
                assert not (is_call and is_class_name(name) and value.get("returns") == name), name
