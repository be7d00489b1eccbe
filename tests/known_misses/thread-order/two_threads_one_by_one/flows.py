"""Two threads that are started one by one, and not in a loop."""

from concurrent.futures import ThreadPoolExecutor

from dbos import DBOS


@DBOS.step()
def store(word: str) -> None: ...


@DBOS.workflow()
def split(left: str, right: str) -> None:
    words: list[str] = []

    def collect(text: str) -> None:
        words.append(text.strip())  # expect: thread-order error

    with ThreadPoolExecutor() as pool:
        pool.submit(collect, left)
        pool.submit(collect, right)
    for word in words:
        store(word)
