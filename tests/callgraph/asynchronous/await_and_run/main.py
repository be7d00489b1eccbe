import asyncio


async def fetch():
    return parse()  # calls: main.parse


def parse():
    return 1


async def main():
    return await fetch()  # calls: main.fetch


asyncio.run(main())  # calls: main.main
