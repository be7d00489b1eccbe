"""A time without a zone is taken for the host's own when it is turned into a number."""

from datetime import UTC, datetime

from dbos import DBOS


@DBOS.step()
def remind(at: float) -> None: ...


@DBOS.workflow()
def plan(year: int) -> None:
    remind(datetime(year, 1, 1).timestamp())  # expect: host-locale warning
    remind(datetime(year, 1, 1, tzinfo=UTC).timestamp())
