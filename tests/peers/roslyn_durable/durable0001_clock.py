"""The clock in an orchestrator, and in what it calls."""

from datetime import datetime

import azure.durable_functions as df


def late():
    return datetime.utcnow().hour > 20  # expect: wall-clock error


app = df.DFApp()


@app.orchestration_trigger(context_name="context")
def checkout(context: df.DurableOrchestrationContext):
    if late():
        yield context.call_activity("wait")
    if context.current_utc_datetime.hour > 20:  # silent: the engine's own
        yield context.call_activity("wait")
