"""Real processes, killed at random moments; `make crash` kills fifty times as many."""

import os
import subprocess
import sys
from pathlib import Path

KILLS = 2000
TESTS = Path(__file__).parent.parent


def test_no_kill_changes_what_a_program_does():
    halves = [
        subprocess.Popen(
            [sys.executable, "-m", "runtime.killing", str(KILLS // 2), str(seed)],
            env={**os.environ, "PYTHONPATH": os.pathsep.join([str(TESTS), *sys.path])},
            stdout=subprocess.PIPE,
            text=True,
        )
        for seed in (1, 2)
    ]

    for half in halves:
        said, _ = half.communicate()
        assert half.returncode == 0, said
