"""An activity is scheduled without a timeout."""

from temporalio import workflow


@workflow.defn
class Checkout:
    @workflow.run
    async def run(self, order: str) -> None:
        await workflow.execute_activity("charge", order)  # expect: activity-timeout error
