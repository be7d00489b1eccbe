"""A blocking sleep in an orchestrator."""

import time

import azure.durable_functions as df


app = df.DFApp()


@app.orchestration_trigger(context_name="context")
def checkout(context: df.DurableOrchestrationContext):
    time.sleep(5)  # expect: blocking-sleep error
    yield context.call_activity("charge")
