"""A request outside a step; `get` of a dict is none."""

import requests

from aws_durable_execution_sdk_python import DurableContext, durable_execution


@durable_execution
def handler(event, context: DurableContext):
    name = event.get("name")  # silent: a dict's
    requests.get(f"https://shop.example/{name}")  # expect: network-outside-step warning
