import asyncio
from functools import wraps


def retried(function):
    @wraps(function)
    async def attempts(*args, **options):
        return await function(*args, **options)  # calls: main.Client.get

    return attempts


class Client:
    @retried  # calls: main.retried
    async def get(self, path):
        return self.url(path)  # calls: main.Client.url

    def url(self, path):
        return path


async def main():
    await Client().get("/")  # calls: main.retried.attempts


asyncio.run(main())  # calls: main.main
