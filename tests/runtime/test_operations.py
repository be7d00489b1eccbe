"""Every operation, on both journals: what it gives, and that a replay sees the same."""

import pytest
from runtime.programs import PROGRAMS, WORLD
from runtime.world import World

from samepath.runtime_guard import Runtime


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda p: p.name)
def test_a_finished_program_replays_along_the_same_path(program, journal):
    world = World(lambda: None)
    WORLD[:] = [world]
    with Runtime(journal) as runtime:
        program.script(runtime)
        done = list(world.effects)
        rows = runtime.store.read(
            lambda sql: sql.rows(
                "select id from samepath_runs where status in ('succeeded', 'failed')"
            )
        )
        for (run,) in rows:
            runtime.verify(run)

    assert world.effects == done
    assert rows or program.name == "a_cancelled_run"
