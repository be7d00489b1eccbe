import asyncio


class Rows:
    def __init__(self):
        self.left = 1

    def __aiter__(self):
        return self

    async def __anext__(self):
        if not self.left:
            raise StopAsyncIteration
        self.left = 0
        return Row()


class Row:
    def cells(self):
        return 1


async def numbers():
    yield Row()


async def main():
    async for row in Rows():  # calls: main.Rows.__init__, main.Rows.__aiter__, main.Rows.__anext__
        row.cells()  # calls: main.Row.cells
    async for row in numbers():  # calls: main.numbers
        row.cells()
    return [row.cells() async for row in numbers()]


asyncio.run(main())  # calls: main.main
