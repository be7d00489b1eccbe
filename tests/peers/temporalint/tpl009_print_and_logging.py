"""Lines that a replay writes again."""

import logging

from temporalio import workflow

logger = logging.getLogger(__name__)


@workflow.defn
class Checkout:
    @workflow.run
    async def run(self, order: str) -> None:
        print(order)  # expect: console-outside-step note
        logger.info(order)  # expect: logging-on-replay note
        workflow.logger.info(order)  # silent: it keeps quiet on a replay
