"""Executors racing on one journal: `python -m runtime.racing URL LOG` serves until it is killed."""

import logging
import os
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

from samepath.runtime_guard import Queue, Runtime, step, workflow

TESTS = Path(__file__).parent.parent
RACE = Queue("race", per_worker=4)


def log(line: str) -> None:
    descriptor = os.open(os.environ["RACE_LOG"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    os.write(descriptor, f"{line}\n".encode())
    os.close(descriptor)


@step(name="race.act")
def act(run, n):
    log(f"{run} {n}")
    time.sleep(0.002)
    return n


@workflow(name="race.flow")
def flow(run):
    return sum(act(run, n) for n in range(3))


def serve(url: str) -> None:
    logging.disable(logging.CRITICAL)
    with Runtime(url, lease=2.0, poll=0.01):
        print("serving", flush=True)
        while True:
            time.sleep(1)


class Racers:
    """Processes that serve one journal, and what they did."""

    def __init__(self, url: str, folder: Path) -> None:
        self.url = url
        self.log = folder / "effects"
        self.log.touch()
        self.running: list[subprocess.Popen[str]] = []

    def start(self, count: int) -> None:
        env = {
            **os.environ,
            "RACE_LOG": str(self.log),
            "PYTHONPATH": os.pathsep.join([str(TESTS), *sys.path]),
        }
        command = [sys.executable, "-m", "runtime.racing", self.url]
        new = [
            subprocess.Popen(command, env=env, stdout=subprocess.PIPE, text=True)
            for _ in range(count)
        ]
        self.running.extend(new)
        for process in new:
            assert process.stdout is not None
            assert process.stdout.readline() == "serving\n"

    def kill_one(self) -> None:
        process = self.running.pop(0)
        process.kill()
        process.communicate()

    def stop(self) -> None:
        for process in self.running:
            process.kill()
            process.communicate()

    def effects(self) -> Counter[str]:
        return Counter(self.log.read_text().splitlines())


if __name__ == "__main__":
    serve(sys.argv[1])
