"""A minimal durable runtime: workflows that survive a crash, on SQLite or PostgreSQL."""

from samepath.runtime_guard.branches import gather, race
from samepath.runtime_guard.children import Child, start_child
from samepath.runtime_guard.clock import Clock
from samepath.runtime_guard.codec import Codec, recordable, register
from samepath.runtime_guard.errors import (
    Cancelled,
    Corrupted,
    Divergence,
    DuplicateNameError,
    IdReusedError,
    Interruption,
    InvalidNameError,
    JournalError,
    JournalLost,
    LeaseLost,
    MisplacedError,
    ReceiveTimeoutError,
    ResultTimeoutError,
    RunBlockedError,
    RunCancelledError,
    RunInterruptedError,
    SamepathError,
    SchemaError,
    StepFailedError,
    StepTimeoutError,
    Suspended,
    Undecided,
    UnknownQueueError,
    UnknownRunError,
    UnknownWorkflowError,
    UnreadableError,
    UnrecordableError,
    Unstable,
)
from samepath.runtime_guard.events import get_event, set_event, wait_event
from samepath.runtime_guard.handle import Handle
from samepath.runtime_guard.journal.rows import Run, Status
from samepath.runtime_guard.messages import receive, send
from samepath.runtime_guard.queues import Queue
from samepath.runtime_guard.runtime import Runtime
from samepath.runtime_guard.scope import StepInfo, current_step, in_workflow
from samepath.runtime_guard.sleeping import sleep
from samepath.runtime_guard.step import Step, step
from samepath.runtime_guard.transactions import Database, Transaction, transaction
from samepath.runtime_guard.values import now, random, uuid
from samepath.runtime_guard.versions.patches import deprecate_patch, patched
from samepath.runtime_guard.workflow import Workflow, workflow

__all__ = [
    "Cancelled",
    "Child",
    "Clock",
    "Codec",
    "Corrupted",
    "Database",
    "Divergence",
    "DuplicateNameError",
    "Handle",
    "IdReusedError",
    "Interruption",
    "InvalidNameError",
    "JournalError",
    "JournalLost",
    "LeaseLost",
    "MisplacedError",
    "Queue",
    "ReceiveTimeoutError",
    "ResultTimeoutError",
    "Run",
    "RunBlockedError",
    "RunCancelledError",
    "RunInterruptedError",
    "Runtime",
    "SamepathError",
    "SchemaError",
    "Status",
    "Step",
    "StepFailedError",
    "StepInfo",
    "StepTimeoutError",
    "Suspended",
    "Transaction",
    "Undecided",
    "UnknownQueueError",
    "UnknownRunError",
    "UnknownWorkflowError",
    "UnreadableError",
    "UnrecordableError",
    "Unstable",
    "Workflow",
    "current_step",
    "deprecate_patch",
    "gather",
    "get_event",
    "in_workflow",
    "now",
    "patched",
    "race",
    "random",
    "receive",
    "recordable",
    "register",
    "send",
    "set_event",
    "sleep",
    "start_child",
    "step",
    "transaction",
    "uuid",
    "wait_event",
    "workflow",
]
