"""The hooks in the real pre-commit, offline: a clone of a repository with our manifest, and the
samepath that is installed here in place of one that pre-commit would install.
"""

import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

MANIFEST = Path(__file__).parent.parent.parent / ".pre-commit-hooks.yaml"

pytestmark = pytest.mark.skipif(
    find_spec("pre_commit") is None or shutil.which("git") is None,
    reason="THE HOOKS ARE NOT TESTED HERE: pre-commit or git is not installed",
)

FLOWS = """from dbos import DBOS

from app.util import stamp


@DBOS.step()
def refund(order): ...


@DBOS.workflow()
def checkout(order):
    if stamp() > order.limit:
        refund(order)
"""
UTIL = """import time


def stamp():
    return time.time()
"""
CONFIG = """repos:
- repo: {repo}
  rev: {rev}
  hooks:
  - id: {hook}
    language: system
"""


def git(folder, *arguments):
    command = ["git", "-c", "user.name=t", "-c", "user.email=t@t", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True).stdout


@pytest.fixture
def clean(monkeypatch, tmp_path):
    """No setting of the machine, nor of a hook that runs this very test, gets in."""
    for name in [name for name in os.environ if name.startswith(("GIT_", "PRE_COMMIT"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("PRE_COMMIT_HOME", str(tmp_path / "pre-commit"))
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, sys.path)))
    (tmp_path / "home").mkdir()


@pytest.fixture
def manifest(clean, tmp_path):
    """A repository that holds our manifest, and its revision."""
    folder = tmp_path / "manifest"
    folder.mkdir()
    git(folder, "init", "-q")
    shutil.copy(MANIFEST, folder)
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "hooks")
    return folder, git(folder, "rev-parse", "HEAD").strip()


@pytest.fixture
def shop(clean, tmp_path):
    """A repository with a workflow, the helper that it calls, and a bystander."""
    folder = tmp_path / "shop"
    (folder / "app").mkdir(parents=True)
    files = {
        "pyproject.toml": '[tool.samepath]\nexclude = ["legacy"]\n',
        "app/__init__.py": "",
        "app/flows.py": FLOWS,
        "app/util.py": UTIL,
        "app/price.py": "PRICE = 3\n",
    }
    for name, text in files.items():
        (folder / name).write_text(text)
    git(folder, "init", "-q")
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "shop")
    return folder


def hooked(shop, manifest, hook, *arguments):
    repo, rev = manifest
    config = shop / ".pre-commit-config.yaml"
    config.write_text(CONFIG.format(repo=repo, rev=rev, hook=hook))
    git(shop, "add", config.name)
    command = [sys.executable, "-m", "pre_commit", "run", hook, *arguments]
    done = subprocess.run(command, cwd=shop, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def test_the_manifest_is_one_that_pre_commit_accepts():
    command = [sys.executable, "-m", "pre_commit", "validate-manifest", str(MANIFEST)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout


def test_a_changed_helper_is_told_with_the_chain_from_the_workflow_that_did_not_change(
    shop, manifest
):
    (shop / "app/util.py").write_text(UTIL + "\n\nNEW = 1\n")
    git(shop, "add", ".")

    status, told = hooked(shop, manifest, "samepath")

    assert status == 1
    assert "app/util.py:5:12: error[wall-clock] RPL101" in told
    assert "app/flows.py:12 checkout → stamp" in told


def test_a_changed_workflow_is_told_where_it_calls_what_it_should_not(shop, manifest):
    (shop / "app/flows.py").write_text(FLOWS + "\n\nNEW = 1\n")
    git(shop, "add", ".")

    status, told = hooked(shop, manifest, "samepath")

    assert status == 1
    assert "app/flows.py:12:8: error[wall-clock] RPL101" in told
    assert ", in app/util.py:5" in told


def test_a_change_that_touches_no_finding_passes(shop, manifest):
    (shop / "app/price.py").write_text("PRICE = 4\n")
    git(shop, "add", ".")

    assert hooked(shop, manifest, "samepath")[0] == 0


def test_the_other_hook_tells_of_the_whole_project_whatever_changed(shop, manifest):
    (shop / "notes.txt").write_text("no python at all\n")
    git(shop, "add", ".")

    status, told = hooked(shop, manifest, "samepath-all")

    assert status == 1
    assert "app/util.py:5:12: error[wall-clock] RPL101" in told


def test_an_excluded_file_stays_excluded_though_the_hook_names_it(shop, manifest):
    (shop / "legacy").mkdir()
    (shop / "legacy/old.py").write_text(FLOWS.replace("stamp()", "__import__('time').time()"))
    (shop / "legacy/worse.py").write_text("def broken(:\n")
    git(shop, "add", ".")

    assert hooked(shop, manifest, "samepath")[0] == 0


def test_a_thousand_named_files_are_one_run_with_the_findings_once(shop, manifest):
    for number in range(1000):
        (shop / f"app/part_{number}.py").write_text(f"PART = {number}\n")
    git(shop, "add", ".")

    status, told = hooked(shop, manifest, "samepath", "--all-files")

    assert status == 1
    assert told.count("error[wall-clock]") == 1
    assert "1 error" in told


@pytest.mark.parametrize("name", ["app/my own \"flows'.py", "app/flöws $HOME *.py", "app/a\nb.py"])
def test_a_file_with_a_strange_name_is_told_like_any_other(name, shop, manifest):
    (shop / name).write_text("import time\n" + FLOWS.replace("stamp()", "time.time()"))
    git(shop, "add", ".")

    status, told = hooked(shop, manifest, "samepath")

    assert status == 1
    assert ":13:8: error[wall-clock] RPL101" in told


def test_a_file_that_is_deleted_is_none_to_complain_of(shop, manifest):
    git(shop, "rm", "-q", "app/price.py")
    (shop / "app/more.py").write_text("MORE = 1\n")
    git(shop, "add", ".")

    status, told = hooked(shop, manifest, "samepath")

    assert status == 0
    assert "no such file" not in told
