"""Calls that make a replay differ, and calls that do not; test_guard.py runs it on 3.12."""
# ruff: noqa: PLW0108, PTH123, PTH208, DTZ011 - the calls stand here as people write them

import datetime as dt
import json
import logging
import os
import random
import secrets
import sys
import tempfile
import time
import uuid
from time import time as early

from samepath.runtime_guard import RunBlockedError, Runtime, step, workflow


def helper():
    return dt.datetime.now(dt.UTC)


GUILTY = {
    "time.time": lambda: time.time(),
    "a name bound early": lambda: early(),
    "a helper": lambda: helper(),
    "random.random": lambda: random.random(),
    "random.randint": lambda: random.randint(1, 2),
    "an unseeded generator": lambda: random.Random(),
    "uuid.uuid4": lambda: uuid.uuid4(),
    "os.environ": lambda: os.environ["PATH"],
    "os.getenv": lambda: os.getenv("PATH"),
    "os.urandom": lambda: os.urandom(2),
    "secrets.token_hex": lambda: secrets.token_hex(2),
    "open": lambda: open(os.devnull).close(),
    "hash of a text": lambda: hash("x"),
    "id": lambda: id(GUILTY),
    "time.sleep": lambda: time.sleep(0),
    "os.listdir": lambda: os.listdir("/"),
    "date.today": lambda: dt.date.today(),
}
INNOCENT = {
    "a seeded generator": lambda: random.Random(7).random(),
    "uuid5": lambda: uuid.uuid5(uuid.NAMESPACE_DNS, "x"),
    "len": lambda: len([1]),
    "sorted": lambda: sorted({1, 2}),
    "a date": lambda: dt.date(2026, 1, 1),
    "json": lambda: json.dumps({"a": 1}),
    "a given time": lambda: time.gmtime(0),
    "logging": lambda: logging.getLogger("x").info("y"),
    "hash of a number": lambda: hash(7),
}


@step(name="guarded.act")
def act():
    return time.time()  # in a step everything is allowed


@workflow(name="guarded.flow")
def flow(kind, name):
    act()
    (GUILTY if kind == "guilty" else INNOCENT)[name]()
    return "unnoticed"


def main():
    logging.disable(logging.CRITICAL)
    found = {}
    with (
        tempfile.TemporaryDirectory() as folder,
        Runtime(f"{folder}/j.db", guard="error") as runtime,
    ):
        for kind, cases in (("guilty", GUILTY), ("innocent", INNOCENT)):
            for name in cases:
                try:
                    found[f"{kind}: {name}"] = runtime.run(flow, kind, name)
                except RunBlockedError as error:
                    found[f"{kind}: {name}"] = str(error)
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
