"""Each round has a list of its own: what is changed in one round does not reach the next one's step."""

from dbos import DBOS


@DBOS.step()
def checked(rows: list[int]) -> list[int]:
    return rows


@DBOS.workflow()
def campaign(names: list[str]) -> None:
    for _ in names:
        rows = [1]
        result = checked(rows)
        result.append(2)  # expect: aliased-result note
        print(len(rows))
