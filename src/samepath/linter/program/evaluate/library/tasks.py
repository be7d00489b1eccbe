"""Models of tasks, threads and exit stacks: who calls what they are given, and what comes back."""

from samepath.linter.program.evaluate.library.walking import Walking
from samepath.linter.program.evaluate.values.context import VALUE
from samepath.linter.program.frames import Key
from samepath.linter.program.objects import (
    ANYTHING,
    NOTHING,
    Arguments,
    ExternalInstance,
    Value,
    join_all,
)


class Tasks(Walking):
    """Model what runs things side by side."""

    def m_context(
        self, name: str, receiver: Value | None, arguments: Arguments, site: int
    ) -> Value:
        """Model `ContextVar(name)` and `local()`."""
        return self.context_made(name, arguments.select((0, "name")), site)

    def m_context_get(
        self, name: str, receiver: Value | None, arguments: Arguments, site: int
    ) -> Value:
        """Model `ContextVar.get`."""
        variables = [o for o in (receiver or NOTHING)[0] if isinstance(o, ExternalInstance)]
        held = join_all([self.context_read(o, VALUE, site) for o in variables])
        return held if variables else ANYTHING

    def m_context_set(
        self, name: str, receiver: Value | None, arguments: Arguments, site: int
    ) -> Value:
        """Model `ContextVar.set`."""
        value = arguments.select((0, "value")) or ANYTHING
        for item in (receiver or NOTHING)[0]:
            if isinstance(item, ExternalInstance):
                self.context_write(item, VALUE, value, site)
        return ANYTHING

    def m_gather(self, name: str, receiver: Value | None, arguments: Arguments, site: int) -> Value:
        """Model `asyncio.gather`: results in the order of the arguments."""
        box = self.box("list", site)
        for position, value in enumerate(arguments.positional):
            self.put(box, Key(position), value, site)
        if arguments.rest is not None:
            self.put(box, None, arguments.rest, site)
        return ((box,), 0)

    def m_task(self, name: str, receiver: Value | None, arguments: Arguments, site: int) -> Value:
        """Model what starts a coroutine as a task."""
        value = self.first(arguments)
        box = self.box("task", site)
        self.put(box, None, value, site)
        return ((box,), value[1])

    def m_queue(self, name: str, receiver: Value | None, arguments: Arguments, site: int) -> Value:
        """Model the making of a queue: each is one of its own."""
        return self.instance(name, site)

    def m_thread(self, name: str, receiver: Value | None, arguments: Arguments, site: int) -> Value:
        """Model what calls a function elsewhere with the arguments that follow it."""
        skip = 1 if name.endswith("run_in_executor") else 0
        function = self.first(arguments, skip)
        given = Arguments(
            arguments.positional[skip + 1 :],
            arguments.keywords,
            arguments.rest,
            arguments.rest_keywords,
        )
        followed = self.followed(function)
        return self.invoke((followed, function[1]), given, site) if followed else ANYTHING

    def m_closing(
        self, name: str, receiver: Value | None, arguments: Arguments, site: int
    ) -> Value:
        """Model `closing` and `aclosing`: the object itself, closed in the end."""
        value = self.first(arguments)
        member = "aclose" if name.endswith("aclosing") else "close"
        self.invoke(self.attribute(value, member, site), Arguments(), site)
        return value

    def m_enter(self, name: str, receiver: Value | None, arguments: Arguments, site: int) -> Value:
        """Model an exit stack's `enter_context`: it enters now and leaves with the stack."""
        prefix = "a" if name.endswith("enter_async_context") else ""
        value = self.first(arguments)
        entered = self.enter_manager(value, prefix, site)
        self.leave_manager(value, prefix, site)
        return entered
