"""Workflows: functions whose bodies are replayed, known by name."""

from collections.abc import Callable
from functools import update_wrapper
from typing import Any, Generic, ParamSpec, TypeVar, overload

from samepath.runtime_guard.errors import (
    DuplicateNameError,
    MisplacedError,
    UnknownWorkflowError,
)
from samepath.runtime_guard.requests import SCOPE
from samepath.runtime_guard.scope import Scope, StepInfo

P = ParamSpec("P")
T = TypeVar("T")

_COROUTINE = 0x80  # inspect.CO_COROUTINE


class Workflow(Generic[P, T]):
    """A function that a runtime starts, and replays after a failure.

    Called in a workflow it is a child run; anywhere else the call is an error: nothing would be
    recorded.
    """

    def __init__(self, function: Callable[P, T], name: str) -> None:
        update_wrapper(self, function)
        self.function = function
        self.name = name or function.__qualname__
        self.awaits = bool(function.__code__.co_flags & _COROUTINE)
        self._version = ""

    @property
    def version(self) -> str:
        """The fingerprint of the code that this workflow reaches."""
        if not self._version:
            from samepath.runtime_guard.versions.fingerprint import fingerprint

            self._version = fingerprint(self.function)
        return self._version

    def place(self) -> tuple[str, str, int]:
        """Where the function is defined."""
        code = self.function.__code__
        return (code.co_filename, code.co_qualname, code.co_firstlineno)

    def __call__(self, *positional: P.args, **named: P.kwargs) -> T:
        scope = SCOPE.get()
        if type(scope) is Scope:
            from samepath.runtime_guard.children import call

            result: T = call(scope, self, positional, named)
            return result
        where = "inside a step" if type(scope) is StepInfo else "outside a run"
        own = self.function.__name__
        raise MisplacedError(
            f"{self.name} was called {where}, where nothing would be recorded: "
            f"use runtime.start({own}, ...), or {own}.function in a unit test"
        )


WORKFLOWS: dict[str, Workflow[..., Any]] = {}
"""Every workflow defined in this process, by name."""


@overload
def workflow(function: Callable[P, T], /) -> Workflow[P, T]: ...


@overload
def workflow(*, name: str = "") -> Callable[[Callable[P, T]], Workflow[P, T]]: ...


def workflow(function: Callable[..., Any] | None = None, /, *, name: str = "") -> Any:
    """Make a function a workflow, known by its `__qualname__` or by `name`, never by its module.

    Raises DuplicateNameError if another function has the name already.
    """
    if function is not None:
        return _define(Workflow(function, name))
    return lambda function: _define(Workflow(function, name))


def _define(new: Workflow[P, T]) -> Workflow[P, T]:
    old = WORKFLOWS.get(new.name)
    if old is not None and old.place() != new.place():
        raise DuplicateNameError(
            f"two workflows are called {new.name}: {_at(old)} and {_at(new)}; "
            "give one of them another with @workflow(name=...)"
        )
    WORKFLOWS[new.name] = new
    return new


def _at(workflow: Workflow[..., Any]) -> str:
    file, _, line = workflow.place()
    return f"{file}:{line}"


def workflow_named(name: str) -> Workflow[..., Any]:
    """Return the workflow of a name, or raise UnknownWorkflowError."""
    found = WORKFLOWS.get(name)
    if found is None:
        raise UnknownWorkflowError(
            f"no workflow called {name} is defined in this process: import the module that "
            "defines it"
        )
    return found
