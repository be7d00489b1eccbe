import asyncio


class Page:
    def show(self):
        return 1


async def load(name):
    return Page()


async def main():
    first, second = await asyncio.gather(load("a"), load("b"))  # calls: main.load
    first.show()  # calls: main.Page.show
    task = asyncio.create_task(load("c"))
    page = await task
    page.show()
    pages = await asyncio.gather(*[load(name) for name in "de"])
    pages[0].show()


asyncio.run(main())  # calls: main.main
