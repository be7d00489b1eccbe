"""A client in an orchestrator."""

import requests

import azure.durable_functions as df


app = df.DFApp()


@app.orchestration_trigger(context_name="context")
def checkout(context: df.DurableOrchestrationContext):
    requests.post("https://shop.example")  # expect: network-outside-step error
    yield context.call_activity("charge")
