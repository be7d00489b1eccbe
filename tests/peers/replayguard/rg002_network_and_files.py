"""Network, files and clients outside steps."""

import pathlib

import boto3
import requests

from aws_durable_execution_sdk_python import DurableContext, durable_execution


@durable_execution
def handler(event, context: DurableContext):
    requests.post("https://shop.example", json=event)  # expect: network-outside-step error
    boto3.client("s3", region_name="eu-west-1").put_object(  # expect: network-outside-step error # expect: environment-read note
        Bucket="a", Key="b"
    )
    pathlib.Path("state").write_text("x")  # expect: file-outside-step error
    return context.step(lambda _: requests.get("https://shop.example").text, name="get")
