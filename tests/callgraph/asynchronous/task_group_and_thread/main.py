import asyncio


async def child(name):
    return crunch(name)  # calls: main.crunch


def crunch(name):
    return name


async def main():
    async with asyncio.TaskGroup() as group:
        group.create_task(child("a"))  # calls: main.child
    await asyncio.to_thread(crunch, "b")  # calls: main.crunch


asyncio.run(main())  # calls: main.main
