import json
from pathlib import Path

import pytest

from samepath.linter.project.discovery import discover
from samepath.linter.project.installed import find_site_packages, installed_sources
from samepath.linter.project.modules import ModuleMap
from samepath.linter.project.reader import DiskReader

SITE = ".venv/lib/python3.11/site-packages"


@pytest.fixture
def sources(tree):
    """Return what is found in an environment with the given files, relative to the tree."""

    def find(files: dict[str, str], *follow: str) -> list[tuple[str, str]]:
        top = tree({f"{SITE}/pip/__init__.py": "", **files})
        found = installed_sources(DiskReader(), [f"{top}/{SITE}"], follow)
        return [(name, folder.removeprefix(f"{top}/")) for name, folder in found]

    return find


def test_nothing_installed_is_the_users_own_unless_told(sources):
    assert sources({f"{SITE}/acme/__init__.py": "", f"{SITE}/x.pth": "import os; os.x()\n"}) == []


@pytest.mark.parametrize("line", ["../../../../lib/src", "../../../../lib/src\r\n# rest\n\n"])
@pytest.mark.parametrize("name", ["__editable__.acme-1.0.pth", "_acme.pth", "acme.egg-link"])
def test_a_path_file_names_the_folder_of_code_installed_in_place(sources, name, line):
    assert sources({"lib/src/acme.py": "", f"{SITE}/{name}": line}) == [("*", "lib/src")]


def test_a_path_file_that_leads_nowhere_is_passed_over(sources):
    assert sources({f"{SITE}/a.pth": "/no/such/folder\n.\n", f"{SITE}/b.pth": "\0\n"}) == []


def test_the_finder_of_setuptools_is_read_and_not_run(sources):
    finder = (
        "from __future__ import annotations\nraise SystemExit\n"
        "MAPPING: dict[str, str] = {'acme': '/x/lib/acme', 'acme.inner': '/y/inner'}\n"
        "NAMESPACES: dict[str, list[str]] = {}\n"
    )

    assert sources({f"{SITE}/__editable___acme_1_0_finder.py": finder}) == [("acme", "/x/lib")]


@pytest.mark.parametrize("mapping", ["{'a': f()}", "{", "{1: 2}", "[]"])
def test_a_finder_that_says_something_else_is_passed_over(sources, mapping):
    assert sources({f"{SITE}/__editable___x_finder.py": f"MAPPING = {mapping}\n"}) == []


def test_a_distribution_says_that_it_is_installed_in_place(tree):
    url = {"dir_info": {"editable": True}}
    top = tree({"one lib/src/acme.py": "", "two/flat.py": ""})
    for name in ("one lib", "two"):
        address = Path(top, name).as_uri()
        tree(
            {f"{SITE}/{name[:3]}-1.dist-info/direct_url.json": json.dumps({**url, "url": address})}
        )

    assert installed_sources(DiskReader(), [f"{top}/{SITE}"], []) == (
        ("*", f"{top}/one lib/src"),
        ("*", f"{top}/two"),
    )


@pytest.mark.parametrize(
    "told", ["", "[]", "{", '{"url": "file:///x"}', '{"url": 1, "dir_info": {"editable": true}}']
)
def test_a_distribution_that_says_something_else_is_passed_over(sources, told):
    assert sources({f"{SITE}/acme-1.dist-info/direct_url.json": told}) == []


def test_code_to_be_followed_is_named_by_module_or_distribution(sources):
    files = {
        f"{SITE}/acme_flows/__init__.py": "",
        f"{SITE}/acme_tools.py": "",
        f"{SITE}/inner/__init__.py": "",
        f"{SITE}/other/__init__.py": "",
        f"{SITE}/ACME.Inner-2.0.dist-info/RECORD": "inner/__init__.py,,\n../../bin/x,,\n",
    }

    assert sorted(sources(files, "acme-*")) == [
        ("acme_flows", SITE),
        ("acme_tools", SITE),
        ("inner", SITE),
    ]


def test_the_environment_is_the_set_one_else_the_active_one_else_the_near_one(tree):
    folders = ["set", "active", ".venv", "venv"]
    paths = [f"{name}/lib/python3.12/site-packages/x.py" for name in folders]
    top = tree(dict.fromkeys([*paths, "set/bin/python", "win/Lib/site-packages/x.py"], ""))

    def found(python: str | None = None, active: str | None = None) -> list[str]:
        folders = find_site_packages(DiskReader(), top, python, active)
        return [folder.removeprefix(f"{top}/") for folder in folders]

    assert found(f"{top}/set", f"{top}/active") == ["set/lib/python3.12/site-packages"]
    assert found(f"{top}/set/bin/python") == ["set/lib/python3.12/site-packages"]
    assert found(f"{top}/win") == ["win/Lib/site-packages"]
    assert found(f"{top}/win/Lib/site-packages") == ["win/Lib/site-packages"]
    assert found(active=f"{top}/active") == ["active/lib/python3.12/site-packages"]
    assert found(active=f"{top}/gone") == [".venv/lib/python3.12/site-packages"]
    assert found(f"{top}/gone", f"{top}/active") == []


def test_installed_code_is_found_and_named(tree):
    top = tree(
        {
            "program/flow.py": "",
            "shared/src/shared/__init__.py": "",
            "shared/src/shared/steps.py": "",
            f"{SITE}/shared.pth": "../../../../shared/src",
            f"{SITE}/acme/__init__.py": "",
            f"{SITE}/acme/x.py": "",
            f"{SITE}/other/__init__.py": "",
        }
    )
    reader = DiskReader()
    installed = installed_sources(reader, [f"{top}/{SITE}"], ["acme"])
    modules = ModuleMap(reader, discover(reader, [f"{top}/program"]), installed=installed)
    importer = f"{top}/program/flow.py"

    steps = modules.find("shared.steps", importer)
    assert steps == f"{top}/shared/src/shared/steps.py"
    assert modules.name_of(steps) == "shared.steps"
    assert modules.find("acme.x", importer) == f"{top}/{SITE}/acme/x.py"
    assert modules.name_of(f"{top}/{SITE}/acme/x.py") == "acme.x"
    assert modules.find("acme.x", f"{top}/{SITE}/acme/__init__.py") == f"{top}/{SITE}/acme/x.py"
    assert modules.find("other", importer) is None


def test_scripts_of_a_project_installed_in_place_still_find_their_siblings(tree):
    files = ["pyproject.toml", "app/__init__.py", "scripts/one.py", "scripts/two.py"]
    top = tree(dict.fromkeys(files, ""))
    reader = DiskReader()
    modules = ModuleMap(reader, discover(reader, [top]), installed=[("*", top)])

    assert modules.find("two", f"{top}/scripts/one.py") == f"{top}/scripts/two.py"
