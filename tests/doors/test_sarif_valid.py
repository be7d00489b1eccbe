"""A lane of its own: Microsoft's SARIF validator, with SARIF's rules and GitHub's, where it is
installed. Name its program in SAMEPATH_SARIF_MULTITOOL, or have it on the path.
"""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from samepath.__main__ import main

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
VALIDATOR = os.environ.get("SAMEPATH_SARIF_MULTITOOL") or shutil.which("sarif-multitool")

pytestmark = pytest.mark.skipif(
    VALIDATOR is None,
    reason="SARIF IS NOT VALIDATED HERE: npm's @microsoft/sarif-multitool is not installed",
)


def complaints(written):
    """Return the validator's errors and warnings; it exits with 0 whatever it finds."""
    output = written.with_name("validated.sarif")
    command = [
        VALIDATOR, "validate", str(written), "--rule-kind", "Sarif;Ghas",
        "--level", "Error;Warning;Note", "--kind", "Fail", "--output", str(output),
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


def test_the_validator_would_complain(tmp_path):
    written = tmp_path / "bad.sarif"
    written.write_text('{"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "x"}}}]}')

    assert complaints(written)
