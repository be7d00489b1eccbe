"""A call of the workflow's own is not waited for."""

from datetime import timedelta

from temporalio import workflow


@workflow.defn
class Checkout:
    @workflow.run
    async def run(self, order: str) -> None:
        workflow.sleep(5)  # expect: operation-not-awaited error
        workflow.execute_activity(  # expect: operation-not-awaited error
            "charge", order, start_to_close_timeout=timedelta(seconds=5)
        )
