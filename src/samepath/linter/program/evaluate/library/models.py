"""Which model answers for which function of the standard library.

The catalogue says what a call does to the world and where its arguments go. Here is what it
cannot say: calls that create structure (`partial`, `super`, `dataclass`), that look inside
containers, or that call what they are given in a particular way.
"""

from collections.abc import Callable

from samepath.linter.program.evaluate.library.aggregates import Aggregates
from samepath.linter.program.evaluate.library.constructors import Constructors
from samepath.linter.program.evaluate.library.declarations import Declarations
from samepath.linter.program.evaluate.library.racing import Racing
from samepath.linter.program.evaluate.library.reflection import Reflection
from samepath.linter.program.evaluate.library.tasks import Tasks
from samepath.linter.program.evaluate.library.walking import Walking
from samepath.linter.program.objects import Arguments, Decorator, Value

Model = Callable[[Tasks, str, Value | None, Arguments, int], Value]
"""Is given the name called, the receiver, the arguments and the site."""
Applied = Callable[[Tasks, Decorator, Value, int], Value]
"""Is given what a decorator factory returned, what is decorated, and the site."""

MODELLED: dict[Model, tuple[str, ...]] = {
    Reflection.m_import: ("importlib.import_module",),
    Reflection.m_super: ("builtins.super",),
    Reflection.m_getattr: ("builtins.getattr",),
    Reflection.m_setattr: ("builtins.setattr",),
    Reflection.m_type: ("builtins.type",),
    Reflection.m_vars: ("builtins.vars", "builtins.globals"),
    Reflection.m_cast: ("typing.cast", "typing_extensions.cast"),
    Reflection.m_type_variable: ("typing.TypeVar", "typing.NewType", "typing_extensions.TypeVar"),
    Reflection.m_identity: (
        "contextlib.contextmanager", "contextlib.asynccontextmanager", "typing.overload",
        "typing.final", "abc.abstractmethod", "typing.override", "typing.runtime_checkable",
        "typing_extensions.override", "functools.lru_cache", "functools.cache",
        "functools.singledispatch", "functools.total_ordering",
    ),
    Aggregates.m_bool: (
        "builtins.any", "builtins.all", "builtins.isinstance", "builtins.issubclass",
        "builtins.hasattr", "builtins.callable", "builtins.bool",
    ),
    Aggregates.m_len: ("builtins.len",),
    Aggregates.m_number: ("builtins.sum", "builtins.min", "builtins.max", "math.fsum"),
    Aggregates.m_next: ("builtins.next", "builtins.anext"),
    Aggregates.m_iter: ("builtins.iter", "builtins.aiter"),
    Aggregates.m_map: ("builtins.map", "itertools.starmap"),
    Aggregates.m_filter: ("builtins.filter",),
    Aggregates.m_sorted: ("builtins.sorted",),
    Aggregates.m_text: ("builtins.str", "builtins.repr", "builtins.ascii", "builtins.format"),
    Aggregates.m_range: ("builtins.range",),
    Constructors.m_constructor: (
        "builtins.list", "builtins.tuple", "builtins.set", "builtins.frozenset", "builtins.dict",
        "builtins.reversed", "builtins.enumerate", "builtins.zip", "itertools.zip_longest",
        "itertools.chain", "collections.deque", "collections.OrderedDict",
    ),
    Constructors.m_copy: ("copy.copy", "copy.deepcopy"),
    Constructors.m_counter: ("collections.Counter",),
    Constructors.m_defaultdict: ("collections.defaultdict",),
    Constructors.m_cache: (
        "cachetools.Cache", "cachetools.FIFOCache", "cachetools.LFUCache", "cachetools.LRUCache",
        "cachetools.RRCache", "cachetools.TLRUCache", "cachetools.TTLCache",
        "expiringdict.ExpiringDict",
    ),
    Declarations.m_create: ("builtins.type.__call__",),
    Declarations.m_replace: ("dataclasses.replace",),
    Declarations.m_partial: ("functools.partial", "functools.partialmethod"),
    Declarations.m_wraps: ("functools.wraps",),
    Declarations.m_property: (
        "builtins.property", "builtins.staticmethod", "builtins.classmethod",
        "functools.cached_property", "abc.abstractproperty",
    ),
    Declarations.m_dataclass: (
        "dataclasses.dataclass", "attr.s", "attr.define", "attrs.define", "attr.attrs",
        "attrs.frozen", "attr.frozen", "attrs.mutable", "attr.mutable",
        "pydantic.dataclasses.dataclass",
    ),
    Declarations.m_field: (
        "dataclasses.field", "pydantic.Field", "attr.ib", "attrs.field", "attr.field",
        "msgspec.field", "sqlmodel.Field",
    ),
    Declarations.m_dispatch: ("builtins.function.register",),
    Tasks.m_enter: (
        "contextlib.ExitStack.enter_context", "contextlib.AsyncExitStack.enter_context",
        "contextlib.AsyncExitStack.enter_async_context",
    ),
    Tasks.m_closing: ("contextlib.closing", "contextlib.aclosing"),
    Tasks.m_context: ("contextvars.ContextVar", "threading.local"),
    Tasks.m_context_get: ("contextvars.ContextVar.get",),
    Tasks.m_context_set: ("contextvars.ContextVar.set",),
    Tasks.m_gather: ("asyncio.gather",),
    Tasks.m_task: (
        "asyncio.create_task", "asyncio.ensure_future", "asyncio.TaskGroup.create_task",
        "asyncio.AbstractEventLoop.create_task",
    ),
    Racing.m_wait_for: ("asyncio.wait_for", "asyncio.shield", "asyncio.run"),
    Racing.m_wait: ("asyncio.wait", "concurrent.futures.wait"),
    Racing.m_as_completed: ("asyncio.as_completed", "concurrent.futures.as_completed"),
    Walking.m_walk: ("os.walk", "os.fwalk", "pathlib.Path.walk"),
    Tasks.m_queue: (
        "asyncio.LifoQueue", "asyncio.Queue", "queue.LifoQueue", "queue.Queue", "queue.SimpleQueue",
    ),
    Tasks.m_thread: ("asyncio.to_thread", "asyncio.AbstractEventLoop.run_in_executor"),
}  # fmt: skip
APPLIED: dict[Applied, tuple[str, ...]] = {
    Declarations.d_wraps: ("functools.wraps",),
    Declarations.d_dispatch: ("builtins.function.register",),
    Declarations.d_dataclass: (
        "dataclasses.dataclass", "attr.s", "attr.define", "attrs.define", "attrs.frozen",
        "attr.frozen", "attr.attrs", "attrs.mutable", "pydantic.dataclasses.dataclass",
    ),
}  # fmt: skip

MODELS = {name: model for model, names in MODELLED.items() for name in names}
DECORATORS = {name: applied for applied, names in APPLIED.items() for name in names}
