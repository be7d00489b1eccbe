"""Pools and threads: which function they call, and with which arguments."""

from samepath.dataclass import replace
from samepath.linter.program.evaluate.library.doing import Doing
from samepath.linter.program.evaluate.values.ordering import THREADS as BESIDE
from samepath.linter.program.objects import (
    NOTHING,
    RUN,
    Arguments,
    Bound,
    Class,
    External,
    ExternalBound,
    ExternalInstance,
    Function,
    Object,
    Partial,
    Value,
    join,
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
BEGINNING = frozenset({"threading.Thread.start", "threading.Timer.start"})
"""What lets a thread run that was made before."""
WAITING = frozenset(
    {
        "concurrent.futures.Executor.shutdown", "concurrent.futures.Future.exception",
        "concurrent.futures.Future.result", "concurrent.futures.ThreadPoolExecutor.shutdown",
        "concurrent.futures.as_completed", "concurrent.futures.wait", "threading.Thread.join",
        "threading.Timer.join",
    }
)  # fmt: skip
"""What waits for threads: which of them is not told apart."""
EXECUTORS = frozenset({"concurrent.futures.Executor", "concurrent.futures.ThreadPoolExecutor"})
"""What waits for its threads when it is left."""
RUNNING = "<running>"
"""The threads that may still run, beside an evaluation's variables."""
MADE = "<made>"
"""The thread that an object stands for."""


class Handing(Doing):
    """Hand functions over to pools and threads."""

    def note_threads(self, name: str, receiver: Value | None, site: int) -> None:
        """Note that a call runs what it is given on a thread, or on several at once."""
        if self.mode.when != RUN:
            return
        if name in WAITING:
            self.env.pop(RUNNING, None)
        elif name in BEGINNING:
            for item in receiver[0] if receiver is not None else ():
                self.start(self.read(item, MADE))
        elif name in STARTING:
            thread = self.const((self.module.path, site))
            if self.is_started_again(name, thread):
                self.mode = replace(self.mode, beside="thread")
            elif name in POOLS or name in THREADS:
                self.mode = replace(self.mode, thread=(self.module.path, site))
            if name in POOLS:
                self.start(thread)

    def is_started_again(self, name: str, thread: Value) -> bool:
        """Tell whether a call starts several threads: at once, or in rounds that wait for none."""
        if name not in POOLS or len(self.loop_elements) > len(self.loops):
            return bool(self.loop_elements) or name.endswith((".map", ".starmap", ".imap"))
        return thread[0][0] in self.env.get(RUNNING, NOTHING)[0]

    def start(self, threads: Value) -> None:
        """Note that threads run at the same time as those that nobody has waited for."""
        running = self.env.get(RUNNING, NOTHING)
        for one in threads[0]:
            for other in running[0]:
                if one is not other:
                    self.solve.write((one, BESIDE), ((other,), 0))
                    self.solve.write((other, BESIDE), ((one,), 0))
        if threads[0]:
            self.env[RUNNING] = join(running, threads)

    def made(self, name: str, result: Value, site: int) -> None:
        """Remember which thread an object stands for that was just made."""
        if name in THREADS:
            for item in result[0]:
                self.solve.write((item, MADE), self.const((self.module.path, site)))

    def stopped(self, value: Value) -> None:
        """Forget what runs where a pool is left: that waits for all."""
        if any(isinstance(o, ExternalInstance) and o.type in EXECUTORS for o in value[0]):
            self.env.pop(RUNNING, None)

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
