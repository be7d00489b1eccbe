"""The types of the language and its library that are recordable from the start.

Loaded when the first value that is not plain JSON is met: a start that needs none pays nothing.
"""

import datetime as dt
import json
from base64 import b64decode, b64encode
from collections import OrderedDict
from collections.abc import Collection
from decimal import Decimal
from fractions import Fraction
from pathlib import PurePosixPath
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from samepath.runtime_guard.codec import Codec, register

_CODEC = Codec()


def _sorted(values: Collection[Any]) -> list[Any]:
    """Order by recorded form: equal sets have equal records in every process."""
    return sorted(values, key=_CODEC.encode)


def _lower_moment(moment: dt.datetime) -> list[Any]:
    zone = moment.tzinfo.key if isinstance(moment.tzinfo, ZoneInfo) else None
    text = moment.replace(tzinfo=None).isoformat() if zone else moment.isoformat()
    return [text, zone, moment.fold]


def _raise_moment(found: list[Any]) -> dt.datetime:
    text, zone, fold = found
    moment = dt.datetime.fromisoformat(text).replace(fold=fold)
    return moment.replace(tzinfo=ZoneInfo(zone)) if zone else moment


def _raise_time(found: list[Any]) -> dt.time:
    return dt.time.fromisoformat(found[0]).replace(fold=found[1])


register(float, "float", repr, float)
register(complex, "complex", lambda c: [c.real, c.imag], lambda v: complex(*v))
register(tuple, "tuple", list, tuple)
register(dict, "map", lambda d: [[k, v] for k, v in d.items()], lambda v: dict(map(tuple, v)))
register(OrderedDict, "ordered", lambda d: [[k, v] for k, v in d.items()], OrderedDict)
register(set, "set", _sorted, set)
register(frozenset, "frozenset", _sorted, frozenset)
register(bytes, "bytes", lambda b: b64encode(b).decode(), b64decode)
register(bytearray, "bytearray", lambda b: b64encode(b).decode(), lambda v: bytearray(b64decode(v)))
register(dt.datetime, "datetime", _lower_moment, _raise_moment)
register(dt.date, "date", dt.date.isoformat, dt.date.fromisoformat)
register(dt.time, "time", lambda t: [t.isoformat(), t.fold], _raise_time)
register(
    dt.timedelta,
    "timedelta",
    lambda d: [d.days, d.seconds, d.microseconds],
    lambda v: dt.timedelta(*v),
)
register(
    dt.timezone,
    "timezone",
    lambda z: z.utcoffset(None).total_seconds(),
    lambda v: dt.timezone(dt.timedelta(seconds=v)),
)
register(ZoneInfo, "zone", lambda z: z.key, ZoneInfo)
register(Decimal, "decimal", str, Decimal)
register(Fraction, "fraction", str, Fraction)
register(UUID, "uuid", str, UUID)
register(PurePosixPath, "path", str, PurePosixPath)
register(range, "range", lambda r: [r.start, r.stop, r.step], lambda v: range(*v))
register(
    json.JSONDecodeError,
    "json-error",
    lambda e: [e.msg, e.doc, e.pos],
    lambda v: json.JSONDecodeError(*v),
)
