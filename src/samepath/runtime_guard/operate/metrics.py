"""Counts of runs, queues and executors, for prometheus-client or as OpenMetrics text."""

from collections.abc import Callable, Iterator

from samepath.runtime_guard.errors import SamepathError
from samepath.runtime_guard.journal.store import Row, Store

try:
    from prometheus_client import CollectorRegistry
    from prometheus_client.core import GaugeMetricFamily, Metric
    from prometheus_client.openmetrics.exposition import generate_latest
    from prometheus_client.registry import Collector
except ImportError as error:
    raise SamepathError("metrics need prometheus-client: install samepath[metrics]") from error

_RUNS = "select workflow, status, count(*) from samepath_runs group by workflow, status"
_QUEUES = """select queue, count(*), {now} - min(created) from samepath_runs
where status = 'queued' and queue is not null group by queue"""
_EXECUTORS = "select count(*) from samepath_executors where lease_until > {now}"
_ORPHANS = """select count(*) from samepath_runs where status = 'running' and (executor is null
or executor not in (select id from samepath_executors where lease_until > {now}))"""


class JournalCollector(Collector):
    """Reads the journal whenever somebody scrapes: register it with any registry."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def collect(self) -> Iterator[Metric]:
        runs = GaugeMetricFamily(
            "samepath_runs", "Runs in the journal.", labels=["workflow", "status"]
        )
        for workflow, status, count in self._rows(_RUNS):
            runs.add_metric([workflow, status], count)
        yield runs
        depth = GaugeMetricFamily("samepath_queue_depth", "Runs that wait.", labels=["queue"])
        age = GaugeMetricFamily(
            "samepath_queue_age_seconds", "How long the oldest waits.", labels=["queue"]
        )
        for queue, count, oldest in self._rows(_QUEUES):
            depth.add_metric([queue], count)
            age.add_metric([queue], float(oldest))
        yield depth
        yield age
        executors = self._rows(_EXECUTORS)[0][0]
        yield GaugeMetricFamily("samepath_executors", "Living executors.", value=executors)
        orphans = self._rows(_ORPHANS)[0][0]
        yield GaugeMetricFamily("samepath_orphans", "Runs nobody executes.", value=orphans)

    def _rows(self, statement: str) -> list[Row]:
        return self._store.read(lambda sql: sql.rows(statement))


def exposition(store: Store) -> str:
    """Return the state of a journal in the OpenMetrics format."""
    registry = CollectorRegistry()
    registry.register(JournalCollector(store))
    render: Callable[[CollectorRegistry], bytes] = generate_latest
    return render(registry).decode()
