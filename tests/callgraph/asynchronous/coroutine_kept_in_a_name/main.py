import asyncio


class Result:
    def show(self):
        return 1


async def work():
    return Result()


async def main():
    coroutine = work()  # calls: main.work
    result = await coroutine
    result.show()  # calls: main.Result.show
    (await asyncio.wait_for(work(), 3)).show()


asyncio.run(main())  # calls: main.main
