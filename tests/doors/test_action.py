"""The GitHub Action: what it declares, and the script that its step runs."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from doors.shop import UTIL, build

ROOT = Path(__file__).parent.parent.parent
ACTION = (ROOT / "action.yml").read_text()
SCRIPT = ROOT / "scripts" / "action.sh"

pytestmark = pytest.mark.skipif(
    shutil.which("bash") is None, reason="THE ACTION IS NOT TESTED HERE: there is no bash"
)


@pytest.fixture
def shop(tmp_path):
    return build(tmp_path.resolve() / "my shop")


def act(shop, **environ):
    output = shop.parent / "output"
    given = {
        **os.environ,
        "SAMEPATH_BIN": str(Path(sys.executable).parent),
        "GITHUB_OUTPUT": str(output),
        **environ,
    }
    done = subprocess.run(
        ["bash", str(SCRIPT)], cwd=shop, env=given, capture_output=True, text=True, check=False
    )
    return done, output.read_text() if output.exists() else ""


def test_findings_are_annotated_and_the_step_fails(shop):
    done, output = act(shop)

    assert done.returncode == 1
    assert done.stdout.startswith("::error title=samepath wall-clock (RPL101),file=app/util.py,")
    assert output == ""


def test_the_file_for_code_scanning_is_written_though_the_step_fails(shop):
    done, output = act(shop, SAMEPATH_SARIF="found here.sarif")

    [run] = json.loads((shop / "found here.sarif").read_text())["runs"]
    assert done.returncode == 1
    assert [result["ruleId"] for result in run["results"]] == ["RPL101"]
    assert output == "sarif-file=found here.sarif\n"


def test_a_clean_project_passes(shop):
    (shop / "app/util.py").write_text(UTIL.replace("time.time()", "0"))
    done, _ = act(shop, SAMEPATH_SARIF="found.sarif")

    assert (done.returncode, done.stdout) == (0, "")
    assert json.loads((shop / "found.sarif").read_text())["runs"][0]["results"] == []


def test_paths_and_options_are_passed_on_and_are_no_shell(shop):
    named, _ = act(shop, SAMEPATH_PATHS="app/price.py app/__init__.py")
    ignored, _ = act(shop, SAMEPATH_ARGUMENTS="--ignore wall-clock")
    hostile, _ = act(shop, SAMEPATH_PATHS="$(touch${IFS}owned) ;touch owned")

    assert (named.returncode, ignored.returncode, hostile.returncode) == (0, 0, 2)
    assert not (shop / "owned").exists()


def test_what_cannot_be_understood_is_two_and_writes_no_file(shop):
    done, output = act(shop, SAMEPATH_ARGUMENTS="--selct x", SAMEPATH_SARIF="found.sarif")

    assert done.returncode == 2
    assert not (shop / "found.sarif").exists()
    assert output == ""


def test_every_input_that_is_declared_is_used_and_none_stands_in_a_script():
    declared = set(re.findall(r"^  ([\w-]+):\n    description", ACTION, re.MULTILINE))
    used = set(re.findall(r"\$\{\{ inputs\.([\w-]+) \}\}", ACTION))

    assert declared == used
    assert not re.search(r"run:.*(\n {8}.*)*\$\{\{", ACTION)
    assert "scripts/action.sh" in ACTION
    assert SCRIPT.exists()
