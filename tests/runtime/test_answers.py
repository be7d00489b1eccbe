"""A commit whose answer is lost is made again; nobody sees the difference."""

import threading

import pytest
from runtime.crashes import survive
from runtime.programs import PROGRAMS, WORLD
from runtime.world import Mortal, World

from samepath.runtime_guard import Runtime
from samepath.runtime_guard.journal.sqlite import SqliteStore

pytestmark = pytest.mark.usefixtures("mortal")


class Stuttering(Mortal):
    """A store that does every write twice and tells what came of the second."""

    def write(self, work):
        if threading.current_thread().name == "samepath-care":
            return self.inner.write(work)  # what it claims unheard, it gives up by itself
        try:
            self.inner.write(work)
        except Exception:  # noqa: BLE001 - the work may fail; so will the second try
            return self.inner.write(work)
        return self.inner.write(work)


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda p: p.name)
def test_every_answer_may_be_lost(program, tmpfs):
    calm, world = survive(tmpfs, program, ())
    expected = world.lanes()
    store = Stuttering(SqliteStore(str(tmpfs / "twice.db"), durable=False), None)
    world = World(lambda: store)
    WORLD[:] = [world]
    with Runtime(store=store, poll=0.002, most_attempts=5) as runtime:
        result = program.script(runtime)

    if program.stable:
        assert result == calm
        assert world.lanes() == expected


def test_a_run_that_became_ours_unheard_goes_on(tmpfs):
    """An executor that claimed a run without learning of it gives it up again."""
    from runtime.programs import three

    path = str(tmpfs / "journal.db")
    WORLD[:] = [World(lambda: None)]
    with Runtime(path, poll=0.005) as runtime:
        runtime.run(three, id="p")
        runtime.store.write(
            lambda sql: sql.run(
                "update samepath_runs set status = 'running', outcome = null, executor = ?",
                (runtime.executor.id,),
            )
        )

        assert runtime.handle("p").result(20) == ["a", "b", "c"]
