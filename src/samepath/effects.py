"""The vocabulary that the linter, the rules, the catalogue and the guard share.

Imports nothing of ours, so that every layer may import it.
"""

from enum import IntEnum, StrEnum

from samepath.dataclass import dataclass


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
    ORDER = "order"  # the order of a set
    LISTING = "listing"  # the order in which a directory is listed
    ROWS = "rows"  # the order in which a database answers, if nobody asked for one
    COMPLETION = "completion"  # who finishes first
    NETWORK = "network"
    FILE = "file"
    DATABASE = "database"
    PROCESS = "process"  # other processes: subprocess, signals
    THREAD = "thread"  # starts or waits for threads
    SLEEP = "sleep"  # blocks for a while
    CPU = "cpu"  # computes for long
    FOREIGN = "foreign"  # waits for what neither the program nor the engine does
    CONSOLE = "console"  # print, input
    LOG = "log"  # logging
    METRIC = "metric"  # counters and traces
    SHARED_STATE = "shared-state"  # state that outlives a run: globals, class attributes, caches
    REPLAY = "replay"  # whether this is the first run or a replay


class Misuse(StrEnum):
    """A use of an engine's operations by which they are not recorded, or not as they look.

    Each is the name of its rule. Which of them an engine minds, and what it does then, its
    dialect says.
    """

    NOT_AWAITED = "operation-not-awaited"  # or not yielded
    IN_STEP = "operation-in-step"
    OFF_THREAD = "operation-off-thread"
    CALLED_DIRECTLY = "step-called-directly"
    THUNK_DROPPED = "thunk-not-passed-on"
    UNNAMED = "unnamed-operation"
    SAME_NAME = "duplicate-operation-name"
    SWALLOWED = "swallowed-suspension"
    HANDLER_MUTATES = "handler-mutates"  # queries and validators
    UNSERIALISABLE = "unserialisable-value"
    SHAPE = "workflow-shape"
    NO_TIMEOUT = "activity-timeout"
    UNBOUNDED = "unbounded-history"
    DANGLING = "dangling-task"
    UNRECORDED = "unrecorded-call"
    SEQUENTIAL = "sequential-only"
    INTERLEAVED = "interleaved-operations"  # of branches that run side by side
    FORBIDDEN = "forbidden-call"
    FOREIGN_EXCEPTION = "foreign-exception"
    PATCH = "patch-misuse"


class Keeper(StrEnum):
    """What holds state that a replay does not find as the first run left it."""

    GLOBAL = "global"  # a module's globals, objects that were made at import
    CLASS = "class"  # class attributes, and what hangs on them
    DEFAULT = "default"  # the default of a parameter
    CONTEXT = "context"  # context variables, variables of a thread
    CACHE = "cache"  # results that are kept for the next call
    STEP = "step"  # the workflow's own, but changed by what a replay does not run
    GUARD = "guard"  # the workflow's own, but set while it is no replay
    ALIAS = "alias"  # a step's result that is also what the step was given
    ENCODING = "encoding"  # a step's result that its record does not hold as it was


Matter = Effect | Misuse | Keeper
"""What a cause is about: the world, the record, or state."""


@dataclass(frozen=True, slots=True)
class Advice:
    """What is said about a matter: the verb phrase, why it hurts, what to do instead."""

    phrase: str
    why: str
    instead: str


ADVICE: dict[Matter, Advice] = {
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
    Effect.LISTING: Advice(
        "is listed in an order that nobody decides",
        "a file system lists names as it has stored them: another host, another order",
        "sort it first, or list it in a step",
    ),
    Effect.ROWS: Advice(
        "gives rows in an order that nobody decides",
        "without an order of its own a query gives them as the database finds them",
        "add ORDER BY, or sort the rows first",
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
    Effect.CPU: Advice(
        "computes for long",
        "a replay computes it again, and meanwhile holds whoever runs workflows",
        "do it in a step",
    ),
    Effect.FOREIGN: Advice(
        "waits for something outside the program that the engine does not record",
        "a replay waits again, and may get another answer",
        "do it in a step",
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
    Effect.REPLAY: Advice(
        "tells the first run from a replay",
        "a replay takes the other way",
        "let only logs and metrics hang on it",
    ),
    Keeper.GLOBAL: Advice(
        "is shared by all runs in the process",
        "a replay finds it as others left it",
        "keep it in the workflow's own variables, or behind a step",
    ),
    Keeper.CLASS: Advice(
        "belongs to the class, and so to all runs in the process",
        "a replay finds it as others left it",
        "give each instance its own, in its constructor, or keep it behind a step",
    ),
    Keeper.DEFAULT: Advice(
        "is made once, and shared by all calls in the process",
        "a replay finds what earlier calls have left in it",
        "take None as the default, and make a new one in the body",
    ),
    Keeper.CONTEXT: Advice(
        "belongs to the task or thread",
        "a replay runs in another one, where nobody has set it",
        "pass it in as input, or set it in the workflow itself",
    ),
    Keeper.CACHE: Advice(
        "is kept in the process",
        "a hit issues no operation: a replay in another process issues it after all",
        "call the step each time: its recorded result is the cache",
    ),
    Keeper.STEP: Advice(
        "is changed by what a replay does not run",
        "a replay takes the recorded result and leaves everything else as it was",
        "return it from the step, and change it in the workflow",
    ),
    Keeper.GUARD: Advice(
        "is set on the first run only",
        "a replay passes the guard by and goes on with the old value",
        "set it on every run, or in a step",
    ),
    Keeper.ALIAS: Advice(
        "is the very object that the step was given",
        "on a replay the result is a decoded copy: what is done to it does not reach the other",
        "copy the result, or go on with the result alone",
    ),
    Keeper.ENCODING: Advice(
        "does not come out of the record as it went in",
        "the first run goes on with the object, a replay with what its record says",
        "return what the record can hold, or build it from the result in the workflow",
    ),
    Misuse.NOT_AWAITED: Advice(
        "is called and nobody waits for it",
        "an operation that nobody waits for may not be recorded, and its error is lost",
        "wait for its result",
    ),
    Misuse.IN_STEP: Advice(
        "is called inside a step",
        "what a step does is recorded as a whole: an operation in it is not",
        "call it in the workflow's own body",
    ),
    Misuse.OFF_THREAD: Advice(
        "is called on another thread",
        "the thread does not know the workflow: nothing is recorded there",
        "call it on the workflow's own thread",
    ),
    Misuse.CALLED_DIRECTLY: Advice(
        "is called like any function",
        "called by its own name it is not recorded, and runs again on a replay",
        "hand it to the engine's operation",
    ),
    Misuse.THUNK_DROPPED: Advice(
        "is prepared and never run",
        "calling it only prepares the step: the engine has to be given what comes back",
        "pass the result on to the engine",
    ),
    Misuse.UNNAMED: Advice(
        "has no name of its own",
        "a replay cannot tell it from its neighbours",
        "give it a name",
    ),
    Misuse.SAME_NAME: Advice(
        "has the name of another operation",
        "the record is found by the name: the second one gets the first one's result",
        "give each its own name",
    ),
    Misuse.SWALLOWED: Advice(
        "catches what the engine stops a workflow with",
        "the workflow goes on where the engine meant to stop it",
        "let the engine's own exceptions pass",
    ),
    Misuse.HANDLER_MUTATES: Advice(
        "changes state while it only answers",
        "it is not part of the history: a replay does not make the change again",
        "change state in a handler that is recorded",
    ),
    Misuse.UNSERIALISABLE: Advice(
        "cannot be recorded",
        "what goes into an operation or comes out of it is written down as text",
        "hand over plain values, and make the object anew where it is used",
    ),
    Misuse.SHAPE: Advice(
        "is not shaped as the engine wants its workflows",
        "the engine refuses it, or does not run it as written",
        "declare it as the engine asks",
    ),
    Misuse.NO_TIMEOUT: Advice(
        "has no timeout",
        "the engine refuses it, or waits for ever",
        "give it one",
    ),
    Misuse.UNBOUNDED: Advice(
        "issues operations for ever",
        "the history grows until the engine stops the run",
        "continue as a new run after a while",
    ),
    Misuse.DANGLING: Advice(
        "is started and never waited for",
        "the workflow may end before it, and its error is lost",
        "keep the task and wait for it before the workflow ends",
    ),
    Misuse.UNRECORDED: Advice(
        "looks recorded and is not",
        "it is done again on every replay, and may answer otherwise",
        "do it in a step",
    ),
    Misuse.SEQUENTIAL: Advice(
        "is called where operations run side by side",
        "the engine records it in the order of its calls, which nobody decides there",
        "call it before or after them",
    ),
    Misuse.FORBIDDEN: Advice(
        "does not work in a workflow",
        "the engine refuses it, or cannot replay what comes of it",
        "leave it to the code around the workflow, or use what the engine has instead",
    ),
    Misuse.INTERLEAVED: Advice(
        "issues operations one after the other, beside branches that do so, too",
        "whose next operation comes first is decided by how long the others take",
        "let each branch issue one operation, or be a workflow of its own",
    ),
    Misuse.FOREIGN_EXCEPTION: Advice(
        "does not fail the workflow",
        "the engine takes it for a fault of the code and tries again for ever",
        "raise the engine's own failure",
    ),
    Misuse.PATCH: Advice(
        "marks a patch where the history cannot hold it",
        "a replay asks for the mark at another place, or not at all",
        "ask in the workflow's own sequence, and keep the answer",
    ),
}
