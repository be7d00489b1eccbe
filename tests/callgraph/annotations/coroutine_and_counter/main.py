import asyncio
from collections import Counter
from collections.abc import Coroutine
from typing import Any


class Parcel:
    def weigh(self):
        return 1


def fetch() -> Coroutine[Any, Any, Parcel]:
    return eval("asyncio.sleep(0, Parcel())")


def count(parcels: Counter[str], first: Parcel):
    for _ in parcels.values():
        first.weigh()  # calls: main.Parcel.weigh


async def main():
    parcel = await fetch()  # calls: main.fetch
    parcel.weigh()  # calls: main.Parcel.weigh
    count(Counter("a"), parcel)  # calls: main.count


asyncio.run(main())  # calls: main.main
