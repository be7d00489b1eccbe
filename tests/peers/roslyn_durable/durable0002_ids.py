"""A new id in an orchestrator."""

import uuid

import azure.durable_functions as df


app = df.DFApp()


@app.orchestration_trigger(context_name="context")
def checkout(context: df.DurableOrchestrationContext):
    yield context.call_activity("charge", str(uuid.uuid4()))  # expect: generated-id warning
    yield context.call_activity("charge", context.new_uuid())
