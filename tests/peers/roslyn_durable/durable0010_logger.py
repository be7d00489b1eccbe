"""A logger that writes on every replay."""

import logging

import azure.durable_functions as df


app = df.DFApp()


@app.orchestration_trigger(context_name="context")
def checkout(context: df.DurableOrchestrationContext):
    logging.info("charging")  # expect: logging-on-replay note
    if not context.is_replaying:
        logging.info("charging")  # silent: once
    yield context.call_activity("charge")
