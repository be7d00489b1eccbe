"""The vocabulary that the linter, the rules, the catalogue and the guard share.

Imports nothing of ours, so that every layer may import it.
"""

from dataclasses import dataclass
from enum import IntEnum, StrEnum


class Law(IntEnum):
    """A clause of the contract of durable execution; its number is the first digit of a code."""

    SAME_VALUES = 1
    SAME_ORDER = 2
    EFFECTS_IN_STEPS = 3
    STATE_THAT_SURVIVES = 4
    DURABLE_OPERATIONS = 5
    SAME_CODE = 6


class Severity(StrEnum):
    """How bad a finding is, worst first."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Consequence(StrEnum):
    """What a cause does to a replay, worst first."""

    DIVERGES = "diverges"
    LEAKS = "leaks"
    UNKNOWN = "unknown"
    HARMLESS = "harmless"


class Certainty(StrEnum):
    """Whether every link between workflow, cause and sink is known, or one is only likely."""

    MUST = "must"
    MAY = "may"


class Effect(StrEnum):
    """What a call does to, or learns from, the world outside the program's own values."""

    CLOCK = "clock"  # the time of day, or a monotonic clock
    RANDOM = "random"  # an unseeded generator
    IDENTITY = "identity"  # a generated id: uuid4, nanoid, ulid
    ENVIRONMENT = "environment"  # variables, arguments, working directory, host, process id
    LOCALE = "locale"  # locale and local time zone
    OBJECT_IDENTITY = "object-identity"  # id(), hash() of salted types, default repr
    ORDER = "order"  # the order of a set, of a directory listing
    COMPLETION = "completion"  # who finishes first
    NETWORK = "network"
    FILE = "file"
    DATABASE = "database"
    PROCESS = "process"  # other processes: subprocess, signals
    THREAD = "thread"  # starts or waits for threads
    SLEEP = "sleep"  # blocks for a while
    CONSOLE = "console"  # print, input
    LOG = "log"  # logging
    METRIC = "metric"  # counters and traces
    SHARED_STATE = "shared-state"  # state that outlives a run: globals, class attributes, caches


@dataclass(frozen=True, slots=True)
class Advice:
    """What is said about an effect: the verb phrase, why it hurts, what to do instead."""

    phrase: str
    why: str
    instead: str


ADVICE: dict[Effect, Advice] = {
    Effect.CLOCK: Advice(
        "reads the clock",
        "a replay reads another time",
        "read the time in a step, or take it from the engine",
    ),
    Effect.RANDOM: Advice(
        "draws a random value",
        "a replay draws another value",
        "draw it in a step, or from the engine's own generator",
    ),
    Effect.IDENTITY: Advice(
        "generates an id",
        "a replay generates another id",
        "generate it in a step, or take the engine's own",
    ),
    Effect.ENVIRONMENT: Advice(
        "reads the environment",
        "a replay may run on another host, after another deploy",
        "pass the value in as input, or read it in a step",
    ),
    Effect.LOCALE: Advice(
        "depends on the host's locale or time zone",
        "a replay may run on a host that is set up differently",
        "name the time zone or the locale",
    ),
    Effect.OBJECT_IDENTITY: Advice(
        "depends on the identity of an object",
        "hashes and addresses differ between processes",
        "use a key that belongs to the value",
    ),
    Effect.ORDER: Advice(
        "iterates in an order that nobody decides",
        "a replay in another process meets another order",
        "sort it first",
    ),
    Effect.COMPLETION: Advice(
        "depends on who finishes first",
        "a replay may see another order of completion",
        "wait in a fixed order, or use the engine's own wait",
    ),
    Effect.NETWORK: Advice(
        "talks to the network",
        "a replay does it again and may get another answer",
        "do it in a step",
    ),
    Effect.FILE: Advice(
        "uses the file system",
        "a replay may run on a host with other files",
        "do it in a step",
    ),
    Effect.DATABASE: Advice(
        "uses a database",
        "a replay does it again and may find other rows",
        "do it in a step",
    ),
    Effect.PROCESS: Advice(
        "deals with other processes",
        "a replay does it again",
        "do it in a step",
    ),
    Effect.THREAD: Advice(
        "uses threads",
        "the order of threads is decided anew on each run",
        "use the engine's own concurrency",
    ),
    Effect.SLEEP: Advice(
        "blocks for a while",
        "the wait is not recorded and starts again on a replay",
        "use the engine's own sleep",
    ),
    Effect.CONSOLE: Advice(
        "writes to or reads from the console",
        "a replay does it again",
        "use the engine's logger, or a step",
    ),
    Effect.LOG: Advice(
        "writes a log line",
        "a replay writes it again",
        "use the engine's logger",
    ),
    Effect.METRIC: Advice(
        "records a metric",
        "a replay records it again",
        "record it in a step",
    ),
    Effect.SHARED_STATE: Advice(
        "uses state that outlives the run",
        "a replay finds it as others left it",
        "keep it in the workflow's own variables, or behind a step",
    ),
}
