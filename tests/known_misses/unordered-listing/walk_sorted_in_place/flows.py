"""Whoever sorts the folders as they come decides in which order the walk goes on."""

import os

from dbos import DBOS


@DBOS.step()
def load(name: str) -> None: ...


@DBOS.workflow()
def load_all(path: str) -> None:
    for folder, folders, names in os.walk(path):
        folders.sort()
        load(folder)
        for name in sorted(names):
            load(name)
