import asyncio


class Session:
    async def __aenter__(self):
        self.open()  # calls: main.Session.open
        return self

    async def __aexit__(self, *error):
        self.close()  # calls: main.Session.close

    def open(self):
        return 1

    def close(self):
        return 1


async def main():
    async with Session():  # calls: main.Session.__aenter__, main.Session.__aexit__
        return 1


asyncio.run(main())  # calls: main.main
