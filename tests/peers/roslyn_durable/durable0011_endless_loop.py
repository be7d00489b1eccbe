"""A loop for ever without a new run."""

import azure.durable_functions as df


app = df.DFApp()


@app.orchestration_trigger(context_name="context")
def checkout(context: df.DurableOrchestrationContext):
    while True:  # expect: unbounded-history warning
        yield context.call_activity("charge")
