"""Which model answers for which function of the standard library.

The catalogue says what a call does to the world and where its arguments go. Here is what it
cannot say: calls that create structure (`partial`, `super`, `dataclass`), that look inside
containers, or that call what they are given in a particular way.
"""

from collections.abc import Callable

from samepath.linter.program.evaluate.library.aggregates import Aggregates
from samepath.linter.program.evaluate.library.constructors import Constructors
from samepath.linter.program.evaluate.library.declarations import Declarations
from samepath.linter.program.evaluate.library.reflection import Reflection
from samepath.linter.program.evaluate.library.tasks import Tasks
from samepath.linter.program.objects import Arguments, Decorator, Value

Model = Callable[[Tasks, str, Value | None, Arguments, int], Value]


MODELS: dict[str, Model] = {
    "builtins.type.__call__": Declarations.m_create, "dataclasses.replace": Declarations.m_replace, "importlib.import_module": Reflection.m_import,
    "contextlib.ExitStack.enter_context": Tasks.m_enter,
    "contextlib.AsyncExitStack.enter_context": Tasks.m_enter,
    "contextlib.AsyncExitStack.enter_async_context": Tasks.m_enter,
    "builtins.super": Reflection.m_super, "builtins.getattr": Reflection.m_getattr, "builtins.setattr": Reflection.m_setattr,
    "builtins.type": Reflection.m_type, "builtins.any": Aggregates.m_bool, "builtins.all": Aggregates.m_bool,
    "builtins.isinstance": Aggregates.m_bool, "builtins.issubclass": Aggregates.m_bool, "builtins.hasattr": Aggregates.m_bool,
    "builtins.callable": Aggregates.m_bool, "builtins.bool": Aggregates.m_bool, "builtins.len": Aggregates.m_len,
    "builtins.sum": Aggregates.m_number, "builtins.min": Aggregates.m_number, "builtins.max": Aggregates.m_number,
    "math.fsum": Aggregates.m_number, "builtins.next": Aggregates.m_next, "builtins.anext": Aggregates.m_next,
    "builtins.iter": Aggregates.m_iter, "builtins.aiter": Aggregates.m_iter, "builtins.map": Aggregates.m_map,
    "itertools.starmap": Aggregates.m_map, "builtins.filter": Aggregates.m_filter, "functools.partial": Declarations.m_partial,
    "functools.partialmethod": Declarations.m_partial, "functools.wraps": Declarations.m_wraps,
    "builtins.property": Declarations.m_property, "builtins.staticmethod": Declarations.m_property,
    "builtins.classmethod": Declarations.m_property, "functools.cached_property": Declarations.m_property,
    "abc.abstractproperty": Declarations.m_property, "dataclasses.dataclass": Declarations.m_dataclass,
    "attr.s": Declarations.m_dataclass, "attr.define": Declarations.m_dataclass, "attrs.define": Declarations.m_dataclass,
    "attr.attrs": Declarations.m_dataclass, "attrs.frozen": Declarations.m_dataclass, "attr.frozen": Declarations.m_dataclass,
    "attrs.mutable": Declarations.m_dataclass, "attr.mutable": Declarations.m_dataclass,
    "pydantic.dataclasses.dataclass": Declarations.m_dataclass, "dataclasses.field": Declarations.m_field,
    "pydantic.Field": Declarations.m_field, "attr.ib": Declarations.m_field, "attrs.field": Declarations.m_field,
    "attr.field": Declarations.m_field, "msgspec.field": Declarations.m_field, "sqlmodel.Field": Declarations.m_field,
    "typing.cast": Reflection.m_cast, "typing_extensions.cast": Reflection.m_cast, "typing.TypeVar": Reflection.m_type_variable,
    "typing.NewType": Reflection.m_type_variable, "typing_extensions.TypeVar": Reflection.m_type_variable,
    "contextlib.contextmanager": Reflection.m_identity, "contextlib.asynccontextmanager": Reflection.m_identity,
    "typing.overload": Reflection.m_identity, "typing.final": Reflection.m_identity, "abc.abstractmethod": Reflection.m_identity,
    "typing.override": Reflection.m_identity, "typing.runtime_checkable": Reflection.m_identity,
    "typing_extensions.override": Reflection.m_identity, "functools.lru_cache": Reflection.m_identity,
    "functools.cache": Reflection.m_identity, "functools.singledispatch": Reflection.m_identity,
    "functools.total_ordering": Reflection.m_identity, "asyncio.gather": Tasks.m_gather,
    "asyncio.create_task": Tasks.m_task, "asyncio.ensure_future": Tasks.m_task,
    "asyncio.TaskGroup.create_task": Tasks.m_task, "asyncio.AbstractEventLoop.create_task": Tasks.m_task,
    "asyncio.wait_for": Tasks.m_wait_for, "asyncio.shield": Tasks.m_wait_for, "asyncio.wait": Tasks.m_wait,
    "asyncio.to_thread": Tasks.m_thread, "asyncio.AbstractEventLoop.run_in_executor": Tasks.m_thread,
    "asyncio.run": Tasks.m_wait_for, "builtins.list": Constructors.m_constructor, "builtins.tuple": Constructors.m_constructor,
    "builtins.set": Constructors.m_constructor, "builtins.frozenset": Constructors.m_constructor,
    "builtins.dict": Constructors.m_constructor, "builtins.reversed": Constructors.m_constructor,
    "builtins.enumerate": Constructors.m_constructor, "builtins.zip": Constructors.m_constructor,
    "itertools.zip_longest": Constructors.m_constructor, "itertools.chain": Constructors.m_constructor,
    "collections.deque": Constructors.m_constructor, "collections.OrderedDict": Constructors.m_constructor,
    "builtins.sorted": Aggregates.m_sorted, "builtins.str": Aggregates.m_text, "builtins.repr": Aggregates.m_text,
    "builtins.ascii": Aggregates.m_text, "builtins.format": Aggregates.m_text, "builtins.range": Aggregates.m_range,
    "copy.copy": Constructors.m_copy, "copy.deepcopy": Constructors.m_copy, "collections.defaultdict": Constructors.m_defaultdict,
    "builtins.function.register": Declarations.m_dispatch,
}  # fmt: skip


DECORATORS: dict[str, Callable[[Tasks, Decorator, Value, int], Value]] = {
    "functools.wraps": Declarations.d_wraps, "builtins.function.register": Declarations.d_dispatch,
    "dataclasses.dataclass": Declarations.d_dataclass, "attr.s": Declarations.d_dataclass, "attr.define": Declarations.d_dataclass,
    "attrs.define": Declarations.d_dataclass, "attrs.frozen": Declarations.d_dataclass, "attr.frozen": Declarations.d_dataclass,
    "attr.attrs": Declarations.d_dataclass, "attrs.mutable": Declarations.d_dataclass,
    "pydantic.dataclasses.dataclass": Declarations.d_dataclass,
}  # fmt: skip
