"""A workflow changes a global and reads it."""

from dbos import DBOS

COUNTS = {"runs": 0}


@DBOS.step()
def charge(): ...


@DBOS.workflow()
def checkout():
    COUNTS["runs"] += 1  # expect: global-write error
    if COUNTS["runs"] > 3:  # expect: global-read error
        charge()
