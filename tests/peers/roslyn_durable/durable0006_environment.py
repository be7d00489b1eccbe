"""An environment variable in an orchestrator."""

import os

import azure.durable_functions as df


app = df.DFApp()


@app.orchestration_trigger(context_name="context")
def checkout(context: df.DurableOrchestrationContext):
    yield context.call_activity("charge", os.environ["LEVEL"])  # expect: environment-read warning
