import asyncio


class Later:
    def __await__(self):
        yield from asyncio.sleep(0).__await__()
        return self.value()  # calls: main.Later.value

    def value(self):
        return 1


async def main():
    await Later()  # calls: main.Later.__await__


asyncio.run(main())  # calls: main.main
