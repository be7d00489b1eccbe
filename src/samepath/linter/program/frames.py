"""A frame: one function, as it is called in one way, with everything found out about it."""

from typing import TYPE_CHECKING, Literal

from samepath.dataclass import dataclass
from samepath.linter.program.objects import NOTHING, Function, Object, Text, Value
from samepath.rules.dialects import Dialect, Operation

if TYPE_CHECKING:
    from samepath.effects import Effect, Misuse


@dataclass(frozen=True, slots=True)
class Mode:
    """When code runs, how surely, and under which suppressions."""

    when: int
    may: bool = False
    muted: frozenset[str] = frozenset()
    aside: bool = False
    """On a thread of the program's own, that the engine does not see."""
    beside: Literal["", "started", "waited", "thread"] = ""
    """Beside other branches that do the same: not waited yet, waited already, or on a thread."""
    thread: tuple[str, int] | None = None
    """The one thread that this runs on, by file and site where it was made."""


@dataclass(slots=True, eq=False)
class Issued:
    """An operation issued at a site."""

    name: str
    """The dotted name of the call."""
    dialect: Dialect
    operation: Operation
    target: str
    """What identifies it: the step's name, the workflow's id, as far as it is known."""
    detail: str
    """Target and arguments as far as they are constant: to compare two arms closely."""
    site: int
    nameless: bool = False
    """Nothing in the program gives it a name of its own."""
    key: str = ""
    """The constant id that no other operation of the run may have."""


Context = tuple[tuple[tuple[Object, ...], int], ...]
"""Per parameter the callables and types that it carries, and the labels of its value."""


class Frame:
    """One function in one context. What it learnt is of its last evaluation."""

    __slots__ = (
        "callers", "calls", "catches", "context", "depth", "effects", "factories", "function",
        "gaps", "key", "misuses", "mode", "number", "operations", "outside", "parameters", "pc",
        "raised", "raises", "result", "running", "shape", "sinks", "started", "statements",
        "swallowing", "tests", "thrown", "yields",
    )  # fmt: skip

    def __init__(self, function: Function, mode: Mode, key: object, number: int) -> None:
        self.function = function
        self.mode = mode
        self.key = key
        self.number = number
        self.depth: int = function.depth
        self.parameters: dict[str, Value] = {}
        self.result: Value = NOTHING
        self.yields: Value = NOTHING
        self.pc = 0
        self.shape = 0
        """For a generator: labels of what decides how often it yields."""
        self.callers: dict[tuple[Frame, int], None] = {}
        self.context: Context = ()
        """What told it from other calls when it was made."""
        self.running = False
        self.started = False
        self.forget()

    def forget(self) -> None:
        """Start over: the next evaluation finds everything out again."""
        self.calls: dict[int, dict[Frame, str]] = {}
        """Site to the frames called there, and how (`call`, `step`, `may`; `child`: by the
        engine, as workflow code with numbers of its own)."""
        self.operations: dict[int, list[Issued]] = {}
        self.tests: dict[int, tuple[int, str]] = {}
        """Site of a branch or loop to the labels of its test, and its kind."""
        self.sinks: dict[tuple[str, int], int] = {}
        self.gaps: dict[int, str] = {}
        self.effects: dict[int, tuple[Effect, str | None, str]] = {}
        """Site to effect, access and name: what the code does to the world."""
        self.catches: dict[int, tuple[Object, ...]] = {}
        """Site of a handler to what it names; of a bare one nothing is noted."""
        self.misuses: dict[tuple[int, Misuse], str] = {}
        """Site and misuse to what is misused there, as people know it."""
        self.factories: dict[int, tuple[int, object]] = {}
        """Default factories: where they are written, to where the class is called."""
        self.outside: dict[int, dict[str, None]] = {}
        """Site to the dotted names called there that are not followed."""
        self.swallowing: set[int] = set()
        """Sites of `with` statements whose managers end what is raised in them."""
        self.statements: dict[int, tuple[str, tuple[Text, ...]]] = {}
        """Site of a call that executes a statement to its name, and the texts put together."""
        self.raises: dict[int, tuple[Object, ...]] = {}
        """Site of a `raise` to what it raises."""
        self.raised = 0
        self.thrown = 0
        """Labels of what exceptions carry that leave the function."""

    def called(self, site: int, frame: "Frame", how: str) -> None:
        """Note a call."""
        self.calls.setdefault(site, {})[frame] = how

    def sink(self, kind: str, site: int, labels: int) -> None:
        """Note that labels end up somewhere."""
        if labels:
            key = (kind, site)
            self.sinks[key] = self.sinks.get(key, 0) | labels


Place = tuple[Object | Frame, object]
"""An object (or the frame of a captured variable) and a field: an attribute's name, a
constant key as `Key`, or one of the marks below."""


@dataclass(frozen=True, slots=True)
class Key:
    """A constant key of a container."""

    value: object


ELEMENTS = "<elements>"
KEYS = "<keys>"
ORDER = "<order>"
