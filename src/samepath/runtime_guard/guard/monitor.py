"""The guard: notices calls that make a replay differ, while workflow code makes them.

It watches the calls of workflow functions and of the project's own functions that they reach
(`sys.monitoring`, Python 3.12 on), and stops watching each call that the catalogue finds harmless;
so a warm workflow runs at its own speed. It is a detector, not a sandbox: what C code calls by
itself, and threads that user code starts, it does not see.
"""

import linecache
import logging
import os
import re
import sys
from collections.abc import Callable
from types import CodeType, FunctionType, MethodType
from typing import Any

from samepath.effects import ADVICE, Effect
from samepath.runtime_guard.errors import Unstable
from samepath.runtime_guard.guard.names import Names
from samepath.runtime_guard.requests import SCOPE
from samepath.runtime_guard.scope import Scope
from samepath.runtime_guard.versions.fingerprint import ours

log = logging.getLogger("samepath.runtime")

_TOOL = 4
_DOTTED = re.compile(r"([A-Za-z_][\w.]*)\(")
_ENVIRONMENT = ("__getitem__", "__iter__", "__len__")

_RULES = {
    Effect.CLOCK: "wall-clock",
    Effect.RANDOM: "random-value",
    Effect.IDENTITY: "generated-id",
    Effect.ENVIRONMENT: "environment-read",
}


class Guard:
    """Watches workflow code; `error` interrupts the run, otherwise a warning is logged."""

    def __init__(self, *, error: bool) -> None:
        self._error = error
        self._names = Names()
        self._followed: set[CodeType] = set()
        self._vary: dict[tuple[CodeType, int], bool] = {}
        self._told: set[tuple[str, str]] = set()
        self._monitoring: Any = sys.monitoring  # type: ignore[attr-defined,unused-ignore]
        self._missing = self._monitoring.MISSING

    def start(self) -> None:
        """Begin to watch, unless another tool does."""
        if self._monitoring.get_tool(_TOOL) is not None:
            log.warning("another tool uses sys.monitoring as %d: the guard stays off", _TOOL)
            return
        self._monitoring.use_tool_id(_TOOL, "samepath")
        events = self._monitoring.events
        self._monitoring.register_callback(_TOOL, events.CALL, self._called)
        self._monitoring.register_callback(_TOOL, events.PY_START, self._started)
        for name in _ENVIRONMENT:
            code = getattr(type(os.environ), name).__code__
            self._monitoring.set_local_events(_TOOL, code, events.PY_START)

    def follow(self, function: Callable[..., Any]) -> None:
        """Watch a function's calls, if it is the project's own."""
        code = getattr(function, "__code__", None)
        if code is None or code in self._followed or not ours(code.co_filename):
            return
        self._followed.add(code)
        if self._monitoring.get_tool(_TOOL) == "samepath":
            self._monitoring.set_local_events(_TOOL, code, self._monitoring.events.CALL)

    def close(self) -> None:
        """Stop watching."""
        if self._monitoring.get_tool(_TOOL) == "samepath":
            self._monitoring.free_tool_id(_TOOL)

    def _called(self, code: CodeType, offset: int, called: Any, first: Any) -> Any:  # noqa: ANN401
        if type(SCOPE.get()) is not Scope:
            return None
        found = self._names.effect(called, first, self._missing)
        if found is not None:
            self._noticed(*found)
            return None
        function = called.__func__ if isinstance(called, MethodType) else called
        if isinstance(function, type):
            function = vars(function).get("__init__")
        if isinstance(function, FunctionType):
            self.follow(function)
        return None if self._may_vary(code, offset) else self._monitoring.DISABLE

    def _started(self, code: CodeType, offset: int) -> None:
        caller = sys._getframe(2).f_code  # noqa: SLF001 - who reads the environment
        if type(SCOPE.get()) is Scope and caller in self._followed:
            self._noticed("os.environ", Effect.ENVIRONMENT)

    def _may_vary(self, code: CodeType, offset: int) -> bool:
        """Whether the call may reach another function next time: a local name, a table, ..."""
        key = (code, offset)
        known = self._vary.get(key)
        if known is None:
            line, _, begin, end = list(code.co_positions())[offset // 2]
            text = linecache.getline(code.co_filename, line)[begin:end] if line else ""
            name = _DOTTED.match(text)
            local = (*code.co_varnames, *code.co_freevars, *code.co_cellvars)
            known = self._vary[key] = name is None or name[1] in local
        return known

    def _noticed(self, name: str, effect: Effect) -> None:
        scope = SCOPE.get()
        frame = sys._getframe(2)  # noqa: SLF001 - inspect costs start-up time
        while frame.f_code not in self._followed and frame.f_back is not None:
            frame = frame.f_back
        where = f"{frame.f_code.co_filename}:{frame.f_lineno}"
        advice = ADVICE[effect]
        rule = f" (rule {_RULES[effect]})" if effect in _RULES else ""
        message = (
            f"{scope.execution.run.workflow} calls {name} at {where} outside a step: it "
            f"{advice.phrase}, and {advice.why}; {advice.instead}{rule}"
        )
        if self._error:
            scope.execution.stop(Unstable(message))
        if (where, name) not in self._told:
            self._told.add((where, name))
            log.warning("%s", message)
