"""An engine whose own source lies beside what is checked is known by its dialect all the same."""

from samepath.linter.check import Project
from samepath.linter.project.reader import DiskReader, OverlayReader
from samepath.linter.project.settings import Settings
from samepath.linter.report.finding import Report

ENGINE = """
import time


class TaskHubGrpcWorker:
    def add_orchestrator(self, fn):
        if time.time() > 3:
            fn(None, None)
"""
TEST = """
import time

from durabletask import worker


def test_orders():
    def orders(ctx, _):
        if time.time() > 3:
            yield ctx.call_activity("ship")

    with worker.TaskHubGrpcWorker() as running:
        running.add_orchestrator(orders)
"""


def check_tests(worker: str) -> Report:
    """Check the folder of tests of a repository, and nothing else."""
    files = {
        "pyproject.toml": "[project]\nname = 'durabletask'\n",
        "durabletask/__init__.py": "",
        "durabletask/worker.py": worker,
        "tests/__init__.py": "",
        "tests/test_orders.py": TEST,
    }
    contents = {f"/program/{name}": text.encode() for name, text in files.items()}
    reader = OverlayReader(DiskReader(), contents)
    return Project(reader, Settings(root="/program/tests"), ["/program/tests"]).check()


def test_the_engine_beside_the_tests_is_not_followed():
    report = check_tests(ENGINE)

    assert [w.workflow for w in report.workflows] == ["tests.test_orders.test_orders.orders"]
    assert [(f.name, f.location.row) for f in report.findings] == [("wall-clock", 9)]
    assert report.files_read == 1  # the engine is not
