import asyncio
from contextlib import asynccontextmanager


class Cursor:
    def read(self):
        return 1


@asynccontextmanager
async def cursor():
    begin()  # calls: main.begin
    yield Cursor()


def begin():
    return 1


async def main():
    async with cursor() as opened:  # calls: main.cursor
        opened.read()  # calls: main.Cursor.read


asyncio.run(main())  # calls: main.main
