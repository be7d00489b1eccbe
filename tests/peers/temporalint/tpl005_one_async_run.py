"""A workflow's class has one entry, and it is a coroutine."""

from temporalio import workflow


@workflow.defn
class Empty:  # expect: workflow-shape error
    @workflow.signal
    def hurry(self) -> None: ...


@workflow.defn
class Plain:
    @workflow.run
    def run(self) -> None:  # expect: workflow-shape error
        pass
