"""Every operation, on both journals: what it gives, and that a replay sees the same."""

import pytest
from runtime.outcomes import OUTCOMES
from runtime.programs import PROGRAMS, WORLD
from runtime.world import World

from samepath.runtime_guard import Runtime


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda p: p.name)
def test_a_program_does_what_it_should_and_replays_along_the_same_path(program, journal):
    world = World(lambda: None)
    WORLD[:] = [world]
    with Runtime(journal) as runtime:
        found = program.script(runtime)
        done = list(world.effects)
        rows = runtime.store.read(
            lambda sql: sql.rows(
                "select id from samepath_runs where status in ('succeeded', 'failed')"
            )
        )
        for (run,) in rows:
            runtime.verify(run)

    assert found == OUTCOMES[program.name]
    assert world.effects == done
    assert rows or program.name == "a_cancelled_run"
