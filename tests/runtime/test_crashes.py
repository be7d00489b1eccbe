"""Every program, killed at every commit boundary and between effect and commit, two deep.

Here an eighth of the second kills; `make crash` tries all of them.
"""

import pytest
from runtime.crashes import kill_everywhere
from runtime.programs import PROGRAMS, Program

pytestmark = pytest.mark.usefixtures("mortal")


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda p: p.name)
def test_no_crash_changes_what_a_program_does(program: Program, tmpfs):
    judged = kill_everywhere(tmpfs, program, stride=8)

    assert judged >= 4  # every run is begun and ended at least


def test_every_operation_has_a_program():
    assert len(PROGRAMS) >= 40
