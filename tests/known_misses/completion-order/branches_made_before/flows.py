"""The branches are made first, and gathered later: they fill the list all the same."""

import asyncio

from dbos import DBOS


@DBOS.step()
async def fetch(url: str) -> str:
    return url


@DBOS.step()
async def store(page: str) -> None: ...


@DBOS.workflow()
async def mirror(urls: list[str]) -> None:
    pages: list[str] = []

    async def collect(url: str) -> None:
        pages.append(await fetch(url))  # expect: completion-order error

    branches = [collect(url) for url in urls]
    await asyncio.gather(*branches)
    for page in pages:
        await store(page)
