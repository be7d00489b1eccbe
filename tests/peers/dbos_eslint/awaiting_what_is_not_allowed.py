"""A workflow awaits something that is no operation."""

import aiohttp

from dbos import DBOS


@DBOS.workflow()
async def checkout(url):
    async with aiohttp.ClientSession() as session:
        await session.post(url)  # expect: network-outside-step error
    await DBOS.sleep_async(1)
