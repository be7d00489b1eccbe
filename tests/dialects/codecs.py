"""What becomes of values in an SDK's own record, without annotations that say more."""

import dataclasses
import datetime as dt
import decimal
import enum
import importlib
import json
import uuid
from collections.abc import Callable
from typing import Any

Codec = Callable[[Any], Any]


@dataclasses.dataclass
class Record:
    number: int


class Colour(enum.Enum):
    RED = "red"


VALUES: dict[str, object] = {
    "tuple": (1, 2),
    "set": {1},
    "int keys": {1: 2},
    "bytes": b"x",
    "datetime": dt.datetime(2026, 1, 1, tzinfo=dt.UTC),
    "dataclass": Record(1),
    "Enum": Colour.RED,
    "Decimal": decimal.Decimal("1.5"),
    "UUID": uuid.UUID(int=5),
}


def changes(codec: Codec) -> dict[str, str]:
    """Answer as what each kind of value comes back, where that is something else."""
    found = {kind: comes_back(codec, value) for kind, value in VALUES.items()}
    return {kind: said for kind, said in found.items() if said}


def comes_back(codec: Codec, value: object) -> str:
    """Name the type that comes back, `error` if none does, or nothing if it is the same."""
    try:
        result = codec(value)
    except Exception:  # noqa: BLE001 - each SDK has its own
        return "error"
    if isinstance(value, dict) and isinstance(result, dict):
        return "" if list(result) == list(value) else "str keys"
    return "" if type(result) is type(value) and result == value else type(result).__name__


def codec_of(name: str) -> Codec | None:
    """Return what encodes and decodes as the SDK of a dialect does, where we know how."""
    make = CODECS.get(name)
    return make() if make is not None else None


def plain_json() -> Codec:
    return lambda value: json.loads(json.dumps(value))


def aws() -> Codec:
    serdes = importlib.import_module("aws_durable_execution_sdk_python.serdes")
    return lambda v: serdes.deserialize(None, serdes.serialize(None, v, "o", "a"), "o", "a")


def azure() -> Codec:
    functions = importlib.import_module("azure.functions._durable_functions")
    encode, decode = functions._serialize_custom_object, functions._deserialize_custom_object
    return lambda value: json.loads(json.dumps(value, default=encode), object_hook=decode)


def dapr() -> Codec:
    shared = importlib.import_module("dapr.ext.workflow._durabletask.internal.shared")
    return lambda value: shared.from_json(shared.to_json(value))


def dbos() -> Codec:
    serializer = importlib.import_module("dbos._serialization").DefaultSerializer()
    return lambda value: serializer.deserialize(serializer.serialize(value))


def durabletask() -> Codec:
    converter = importlib.import_module("durabletask.serialization").JsonDataConverter()
    return lambda value: converter.deserialize(converter.serialize(value))


def dbosify() -> Codec:
    converter = importlib.import_module("dbosify.converter").DataConverter.default.payload_converter
    return lambda value: converter.from_payloads(converter.to_payloads([value]))[0]


def hatchet() -> Codec:
    """Take what tasks return: an object of JSON, without a type that says what is in it."""
    types = importlib.import_module("hatchet_sdk.runnables.types")
    adapter = importlib.import_module("pydantic").TypeAdapter(types.normalize_validator(None))
    return lambda value: json.loads(adapter.dump_json({"value": value}))["value"]


def langgraph() -> Codec:
    serde = importlib.import_module("langgraph.checkpoint.serde.jsonplus").JsonPlusSerializer()
    return lambda value: serde.loads_typed(serde.dumps_typed(value))


def mistral() -> Codec:
    converter = importlib.import_module("temporalio.contrib.pydantic").PydanticPayloadConverter()
    return lambda value: converter.from_payloads(converter.to_payloads([value]))[0]


def prefect() -> Codec:
    results = importlib.import_module("prefect.results")
    serializer = results.get_default_result_serializer()
    return lambda value: serializer.loads(serializer.dumps(value))


def samepath() -> Codec:
    codec = importlib.import_module("samepath.runtime_guard.codec").Codec()
    return lambda value: codec.decode(codec.encode(value))


def temporal() -> Codec:
    default = importlib.import_module("temporalio.converter").DataConverter.default
    converter = default.payload_converter
    return lambda value: converter.from_payloads(converter.to_payloads([value]))[0]


def restate() -> Codec:
    serde = importlib.import_module("restate.serde").DefaultSerde()
    return lambda value: serde.deserialize(serde.serialize(value))


def resonate() -> Codec:
    module = importlib.import_module("resonate.codec")
    codec = module.Codec(module.NoopEncryptor())
    return lambda value: codec.decode(codec.encode(value))


def cadence() -> Codec:
    converter = importlib.import_module("cadence.data_converter").DefaultDataConverter()
    return lambda value: converter.from_data(converter.to_data([value]), [None])[0]


CODECS: dict[str, Callable[[], Codec]] = {
    "absurd": plain_json,
    "aws": aws,
    "azure": azure,
    "cadence": cadence,
    "dapr": dapr,
    "dbos": dbos,
    "dbosify": dbosify,
    "durabletask": durabletask,
    "hatchet": hatchet,
    "inngest": plain_json,
    "langgraph": langgraph,
    "mistral": mistral,
    "prefect": prefect,
    "resonate": resonate,
    "restate": restate,
    "samepath": samepath,
    "temporal": temporal,
}
"""Absurd and Inngest call `json.dumps` themselves, without a hook."""
