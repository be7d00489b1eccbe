"""What a dialect can say: the closed schema of the TOML files beside this module.

A dialect is data about one engine: how it marks workflows and steps, which calls it
records, what it compares on replay. Names are dotted and absolute; the member of an
instance is written like an attribute of its class (`pkg.mod.Class.member`).

Arguments are selected by position (an int, the receiver not counted) or by keyword (a
str); a tuple of both names one argument in two ways of passing it.
"""

from collections.abc import Sequence
from typing import Literal

from samepath.dataclass import dataclass, field

Selector = tuple[int | str, ...]
"""One argument, as a position, a keyword, or both: `(0, "activity")`."""

RoleKind = Literal[
    "workflow",  # a function: its body is replayed
    "workflow-class",  # a class: its entries and handlers are replayed, and share `self`
    "entry",  # the method of a workflow class that is the workflow
    "handler",  # replayed too: signals, updates
    "query",  # not replayed, must not mutate: queries, validators
    "body",  # a function whose body is replayed as part of another workflow (child context)
    "step",  # runs at least once, its result is recorded
    "transparent",  # leaves what it decorates as it was
    "guard-off",  # a with block that the engine's own checks leave alone
]


Shape = Literal[
    "async",  # an `async def`
    "not-async",  # no `async def`
    "one-entry",  # a class with one entry, neither none nor two
    "own-entry",  # a class that defines its entry itself, even if a base has one
]


@dataclass(frozen=True, slots=True)
class Role:
    """A name that gives a function or class its part."""

    kind: RoleKind
    form: Literal["bare", "called", "both", "register"] = "both"
    """`@name`, `@name(...)`, either, or `name(function)` where `argument` is the function."""
    argument: Selector = ()
    """For `register`: which argument is the function."""
    context: Selector = ()
    """Which parameter of the function is the context: a position or a parameter's name."""
    context_keyword: str = ""
    """The decorator's keyword whose string names the context parameter.

    Where the function has no parameter of that name, `context` says which one it is.
    """
    context_type: str = ""
    """The type of that parameter, so that operations on it are found without annotations."""
    direct_call: Literal["operation", "plain", "thunk"] = "plain"
    """What calling a step by its own name in a workflow is: recorded, just a call, or a thunk."""
    name_keyword: Selector = ()
    """The decorator's argument that gives the step or workflow its recorded name."""
    read_only: tuple[Selector, ...] = ()
    """For `register`: further arguments that are functions and must not mutate (validators)."""
    also: tuple[Selector, ...] = ()
    """Further arguments that are functions of the same kind (handlers of failures)."""
    returns: str = ""
    """The dotted type that the decorator leaves behind, if it has members that matter; for
    `register`, that of the receiver, if it comes back: calls can be chained."""
    shape: tuple[Shape, ...] = ()
    """How what gets this part must be written, or the engine refuses it."""
    class_marker: str = ""
    """For a method: the decorator that its class must have."""
    class_base: str = ""
    """For a method with a receiver: the base that its class must have."""
    unless_leaf: bool = False
    """A function that issues no operation on its context is a step instead."""
    failing_keyword: str = ""
    """The decorator's keyword that lets other exceptions end a run as failed."""
    sandbox_keyword: str = ""
    """The decorator's keyword that, when False, lets globals live as long as the process."""
    retries_keyword: str = ""
    """The decorator's keyword that, when 0, lets a failed run end. What `also` names is never tried
    again. Whoever issues no operation then is called once: nothing replays it."""


@dataclass(frozen=True, slots=True)
class Operation:
    """A call that the engine records."""

    kind: str
    """`step`, `timer`, `child`, `wait`, `signal`, `event`, `patch`, `state`, `continue`, `group`
    or `other`."""
    identity: tuple[Selector, ...] = ()
    """Arguments that decide under which identity it is recorded (function, name, id)."""
    runs: tuple[Selector, ...] = ()
    """Arguments that are called as steps: the search ends there. A list stands for its items."""
    replays: tuple[Selector, ...] = ()
    """Arguments that are called as workflow code: the search goes on there."""
    calls: tuple[Selector, ...] = ()
    """Arguments that are called with a context and with what follows them: as workflow code where
    they issue operations on it, else as steps."""
    replays_kept: tuple[Selector, ...] = ()
    """Arguments, or `self`, that were given callables for later, as agents are given tools: these
    are called as workflow code."""
    only_keeping: str = ""
    """The dotted type of a plugin: it is an operation only on what was given one."""
    steps_if_kept: bool = False
    """What is kept is called as steps, if the receiver was given a True as well: it wraps them."""
    passes: tuple[str, ...] = ()
    """The dotted types of what the callables of `replays` are given first; empty where unknown."""
    ignored: tuple[Selector, ...] = ()
    """Arguments that are neither compared nor kept (options, timeouts)."""
    only_with: tuple[Selector, ...] = ()
    """It is an operation only if one of these is given; a constant None or 0 does not count."""
    read_only: tuple[Selector, ...] = ()
    """Arguments that are called while the engine looks on: predicates, validators."""
    uncompared: tuple[Selector, ...] = ()
    """Arguments of `identity` that a replay does not compare: their values leak, no more."""
    joins: bool = False
    """It waits for others and issues nothing of its own (`task_all`, `gather`)."""
    returns: str = ""
    """The dotted type of the result (awaited, if it must be), if it has members that matter."""
    decorator: bool = False
    """Given no callable, it answers a decorator: what that is given comes as a further argument."""
    pending: str = ""
    """The dotted type of the call itself, not yet awaited or yielded: a task, a handle."""
    needs: tuple[Selector, ...] = ()
    """One of these must be given: a timeout that the engine insists on."""
    awaited: Literal["", "always", "in-async", "later", "never"] = ""
    """Whether what the call answers has to be awaited or yielded: at once or in the end, in async
    code only, before the workflow ends (it runs by itself), never. If nothing is said: always
    where `pending` is known."""
    name: Selector = ()
    """The argument that gives it its name, or options that hold it under `name`."""
    nameless: Literal["", "lambdas", "functions"] = ""
    """Which callables give it no name of its own where the argument is missing."""
    unique: Selector = ()
    """An id that no two operations of a run may share: the second would get the first's outcome."""
    sequential: bool = False
    """It may not be called while others run: it is recorded in the order of the calls."""
    nests: bool = False
    """It may be called inside a step, and is then just a part of it."""


@dataclass(frozen=True, slots=True)
class Replacement:
    """What to write instead of a call with an effect, in the engine's own words."""

    text: str
    """For a call an expression, for an effect a phrase that can follow "use".

    `{call}` stands for the source of the call, `{0}` for its first argument, `{context}` for
    the name of the context parameter.
    """
    imports: str = ""
    in_async: str = ""
    """What to write in an `async def`, if that is something else."""

    def spelled(
        self,
        call: str = "...",
        arguments: Sequence[str] = (),
        context: str = "context",
        *,
        in_async: bool = False,
    ) -> str:
        """Fill in the source of the call, of its arguments, and the name of the context."""
        text = self.in_async if in_async and self.in_async else self.text
        first = arguments[0] if arguments else "..."
        for mark, source in (("{call}", call), ("{0}", first), ("{context}", context)):
            text = text.replace(mark, source)
        return text


@dataclass(frozen=True, slots=True)
class Unrecorded:
    """A call or attribute that looks recorded and is not."""

    why: str
    how: Literal["reads", "acts", "attribute"] = "reads"
    """It answers something else on a replay, it does something again, or it is no call."""


@dataclass(frozen=True, slots=True)
class Forbidden:
    """A call that does not go together with the engine's way of running."""

    why: str
    how: Literal["always", "operations", "threads"] = "always"
    """Whatever it is given; only over operations; it runs what it is given on a thread that the
    engine does not see, so that operations there are not recorded."""


@dataclass(frozen=True, slots=True)
class Minded:
    """What an engine does about one misuse of its operations."""

    consequence: Literal["diverges", "leaks", "harmless"]
    """Not recorded, repeated or refused; kept wrongly; only untidy."""
    why: str
    """What the engine does then: follows a colon in the message."""
    instead: str
    """What to write: a phrase."""
    only: tuple[str, ...] = ()
    """The operations that this is about, if not all of them."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """One engine."""

    name: str
    title: str
    packages: tuple[str, ...]
    """Distributions, with the versions that were read."""
    modules: tuple[str, ...]
    """Import roots: a file that names none of them is no seed."""
    key: Literal["position", "command", "name", "content"]
    """How a history finds the record of an operation."""
    compares: tuple[str, ...]
    """What a replay compares: `name`, `kind`, `arguments`, `id`."""
    on_mismatch: Literal["raise", "stall", "silent"]
    arguments: Literal["references", "copies"]
    """Whether a step gets the workflow's own objects."""
    first_result: Literal["object", "decoded"]
    """Whether the first run gets what the step returned, or its decoded copy."""
    globals: Literal["process", "run"]
    """How long a module's globals live, seen from a workflow."""
    asyncio: Literal["durable", "host", "none"]
    """Whose event loop runs the body: asyncio.sleep is an operation on a durable one."""
    words: dict[str, str]
    """The engine's own words: workflow, step, replay, mismatch."""
    roles: dict[str, Role]
    operations: dict[str, Operation]
    stable: dict[str, str]
    """Calls and attributes whose value a replay finds again; their type, or an empty string."""
    unrecorded: dict[str, Unrecorded]
    """Calls and attributes that look recorded and are not."""
    guards: tuple[str, ...]
    """Calls and attributes that are true only while replaying, or only in the sandbox."""
    context_types: tuple[str, ...]
    """Types of a parameter that make the function workflow code when a workflow passes it on."""
    aliases: dict[str, str]
    """Other names of the same thing (re-exports, subclasses): name to canonical name."""
    replacements: dict[str, Replacement]
    """By dotted name of the call, else by effect: what to write instead."""
    default: bool = True
    """Whether it is on unless asked for."""
    changes: dict[str, str] = field(default_factory=dict)
    """What kinds of values come back as from the record, where no annotation says more: a type, or
    `error` where they are refused. What is not named comes back as it was."""
    makes: dict[str, str] = field(default_factory=dict)
    """Calls that make an object with members that matter, and its dotted type."""
    pure: tuple[str, ...] = ()
    """Calls of the engine's own that only make a value of their arguments; `x.*` for all in x.

    They are the last to be asked: roles, operations and the other tables come first.
    """
    forbidden: dict[str, Forbidden] = field(default_factory=dict)
    """Calls that do not go together with the engine's way of running."""
    misuses: dict[str, Minded] = field(default_factory=dict)
    """The misuses (the names of `effects.Misuse`) that the engine minds; no others are reported."""
    async_suffix: str = ""
    """How the names of those operations end that have to be awaited, where names tell."""
    suspensions: tuple[str, ...] = ()
    """Exceptions by which the engine stops or suspends a run: code must let them pass."""
    parks: bool = False
    """They park a run that goes on later: another error in their place fails it."""
    ordinary_suspensions: dict[str, str] = field(default_factory=dict)
    """Those of them that `except Exception` takes, and the kind of operations that raise them."""
    gone: tuple[str, ...] = ()
    """Names in the tables that only versions older than the ones in `packages` have."""
    notices: tuple[str, ...] = ()
    """What the engine finds out by itself while it runs or replays, for people to read."""
    misses: tuple[str, ...] = ()
    """What it does not find out, for people to read."""
    unsandboxed: tuple[str, ...] = ()
    """Calls anywhere in a program that let all its globals live as long as the process."""
    passed_through: tuple[str, ...] = ()
    """Calls anywhere in a program whose strings name modules whose globals do so."""
    failures: tuple[str, ...] = ()
    """Exceptions that end a run as failed, where any other one is tried again for ever."""
    failing: tuple[str, ...] = ()
    """Options of a worker that let other exceptions end a run, too: words to look for in files."""
    mismatches: tuple[str, ...] = ()
    """Exceptions by which the engine says that a replay took another path."""
    seeds: tuple[str, ...] = ()
    """Words to look for in files, where the last parts of `modules` are too common for that."""


@dataclass(frozen=True, slots=True)
class Head:
    """What the first lines of a dialect's file say: enough to tell whether to read the rest."""

    name: str
    modules: tuple[str, ...]
    default: bool
    words: tuple[bytes, ...]
    """A program that holds none of them has nothing to do with the engine."""
