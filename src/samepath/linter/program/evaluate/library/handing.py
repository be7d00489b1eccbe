"""Pools and threads: which function they call, and with which arguments."""

from samepath.dataclass import replace
from samepath.linter.program.evaluate.library.doing import Doing
from samepath.linter.program.objects import (
    RUN,
    Arguments,
    Bound,
    Class,
    External,
    ExternalBound,
    Function,
    Object,
    Partial,
    Value,
)

POOLS = frozenset(
    {
        "concurrent.futures.Executor.submit",
        "concurrent.futures.ProcessPoolExecutor.submit",
        "concurrent.futures.ThreadPoolExecutor.submit",
    }
)
"""What calls its first argument with the others."""
THREADS = {
    "threading.Thread": ((1, "target"), (3, "args"), (4, "kwargs")),
    "threading.Timer": ((1, "function"), (2, "args"), (3, "kwargs")),
}
"""What calls one argument with what two others hold."""
STARTING = frozenset(
    {
        *POOLS, *THREADS, "asyncio.AbstractEventLoop.run_in_executor", "asyncio.to_thread",
        "concurrent.futures.Executor.map", "concurrent.futures.ThreadPoolExecutor.map",
        "multiprocessing.pool.ThreadPool.imap", "multiprocessing.pool.ThreadPool.map",
        "multiprocessing.pool.ThreadPool.starmap",
    }
)  # fmt: skip
"""What calls a function on another thread."""


class Handing(Doing):
    """Hand functions over to pools and threads."""

    def note_threads(self, name: str) -> None:
        """Note that a call runs what it is given on several threads at once."""
        several = bool(self.loop_elements) or name.endswith((".map", ".starmap", ".imap"))
        if name in STARTING and several and self.mode.when == RUN:
            self.mode = replace(self.mode, beside="thread")

    def handed_over(self, name: str, arguments: Arguments, site: int) -> Value | None:
        """Call what a pool or thread is given, if a name is that of one."""
        if name in POOLS and arguments.positional:
            function, *following = arguments.positional
            given = Arguments(
                following, arguments.keywords, arguments.rest, arguments.rest_keywords
            )
        elif name in THREADS:
            target, listed, named = (arguments.select(way) for way in THREADS[name])
            if target is None:
                return None
            function, given = target, Arguments()
            if listed is not None:
                self.spread(listed, given, site)
            if named is not None:
                self.spread_keywords(named, given)
        else:
            return None
        followed = self.followed(function)
        return self.invoke((followed, 0), given, site) if followed else None

    def followed(self, value: Value) -> tuple[Object, ...]:
        """Keep of a value what a call can be followed into."""
        return tuple(item for item in value[0] if self.is_followed(item))

    def is_followed(self, item: Object) -> bool:
        """Tell whether a call can be followed; of libraries, only where the engine is blind."""
        if isinstance(item, Function | Bound | Partial | Class):
            return True
        return self.mode.aside and isinstance(item, External | ExternalBound)
