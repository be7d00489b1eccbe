"""Cursors of databases: what they give hangs on what they executed last."""

from samepath.effects import Effect
from samepath.linter.program.evaluate.library.results import Results
from samepath.linter.program.evaluate.values.contents import ROWS, Executed
from samepath.linter.program.objects import ExternalInstance, Value
from samepath.rules.catalogue import Entry

FETCHING = frozenset({"fetchall", "fetchmany"})
"""Methods that give what was executed before; `fetchone` is asked for where there is but one."""


class Cursors(Results):
    """Remember in which order a cursor gives its rows."""

    def executed(self, name: str, entry: Entry, receiver: Value | None, order: int) -> None:
        """Remember the order of what a cursor executes: it takes the place of what was before."""
        executes = name.rpartition(".")[2].startswith("execute")
        if receiver is None or entry.effect is not Effect.DATABASE or not executes:
            return
        for item in receiver[0]:
            if isinstance(item, ExternalInstance):
                self.env[Executed(item)] = ((), order)
                if order:
                    self.solve.write((item, ROWS), ((), order))

    def fetched(self, name: str, receiver: Value | None) -> int:
        """Answer the order of the rows that a cursor gives at once."""
        if receiver is None or name.rpartition(".")[2] not in FETCHING:
            return 0
        labels = 0
        for item in receiver[0]:
            if isinstance(item, ExternalInstance):
                labels |= self.rows_of(item)
        return labels
