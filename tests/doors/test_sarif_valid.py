"""A lane of its own: Microsoft's SARIF validator, with SARIF's rules and GitHub's, where it is
installed: by `make sarif`, or elsewhere, with its program named in SAMEPATH_SARIF_MULTITOOL.

What npm puts on the path cannot be used: it hands its arguments to a shell, unquoted.
"""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from samepath.__main__ import main
from samepath.linter.analysis.rulebook import load_rules

ROOT = Path(__file__).parent.parent.parent
EXAMPLES = ROOT / "examples"
INSTALLED = sorted(ROOT.glob(".sarif/node_modules/@microsoft/sarif-multitool-*/Sarif.Multitool*"))
PROGRAMS = [str(path) for path in INSTALLED if path.suffix in {".Multitool", ".exe"}]
VALIDATOR = os.environ.get("SAMEPATH_SARIF_MULTITOOL") or next(iter(PROGRAMS), None)

pytestmark = pytest.mark.skipif(
    VALIDATOR is None,
    reason="SARIF IS NOT VALIDATED HERE: npm's @microsoft/sarif-multitool is not installed",
)


def complaints(written):
    """Return the validator's errors and warnings; it exits with 0 whatever it finds."""
    output = written.with_name("validated.sarif")
    command = [
        VALIDATOR, "validate", str(written), "--rule-kind", "Sarif;Ghas",
        "--level", "Error;Warning", "--kind", "Fail", "--output", str(output),
    ]  # fmt: skip
    environ = os.environ | {"DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"}
    subprocess.run(command, env=environ, capture_output=True, check=False)
    [run] = json.loads(output.read_text(encoding="utf-8-sig"))["runs"]
    found = run.get("results", [])
    assert run["invocations"][0]["executionSuccessful"]
    return [
        (each["ruleId"], each["message"])
        for each in found
        if each.get("level", "warning") in {"error", "warning"}
    ]


@pytest.mark.parametrize(
    ("named", "options"),
    [
        (["examples"], []),
        (["examples"], ["--show-notes", "--show-gaps"]),
        (["examples/dbos_orders/sound"], []),
        (["examples/dbos_orders/faulty/services.py"], []),
    ],
)
def test_the_validator_finds_no_errors_and_no_warnings(named, options, tmp_path, monkeypatch):
    written = tmp_path / "run.sarif"
    command = ["samepath", "check", *named, *options, "--output-format", "sarif"]
    monkeypatch.chdir(EXAMPLES.parent)
    monkeypatch.setattr("sys.argv", [*command, "-o", str(written)])

    assert main() in {0, 1}
    assert complaints(written) == []


def guilty(rule):
    """Return the first fixture that a rule finds something in."""
    for scenario in sorted((ROOT / "tests/fixtures" / rule).iterdir()):
        if any(f"# expect: {rule} " in path.read_text() for path in scenario.rglob("*.py")):
            return scenario
    raise AssertionError(rule)


def test_findings_of_every_rule_are_valid_with_all_that_goes_with_them(tmp_path, monkeypatch):
    rules, written = load_rules(), tmp_path / "run.sarif"
    for rule in rules:
        shutil.copytree(guilty(rule.name), tmp_path / "program" / rule.name)
    shutil.copytree(EXAMPLES, tmp_path / "program/examples")
    options = ["--isolated", "--no-cache", "--show-notes", "--show-gaps", "--select"]
    names = ",".join(rule.name for rule in rules)
    command = ["samepath", "check", ".", *options, names, "--output-format", "sarif"]
    monkeypatch.chdir(tmp_path / "program")
    monkeypatch.setattr("sys.argv", [*command, "-o", str(written)])

    assert main() == 1
    [run] = json.loads(written.read_text())["runs"]
    found = {result["ruleId"] for result in run["results"]}
    assert found >= {rule.code for rule in rules}
    assert complaints(written) == []


def test_the_validator_would_complain(tmp_path):
    written = tmp_path / "bad.sarif"
    written.write_text('{"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "x"}}}]}')

    assert complaints(written)
