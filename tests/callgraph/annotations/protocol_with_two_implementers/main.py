from typing import Protocol


class Storage(Protocol):
    def put(self, item: str) -> None: ...

    def get(self) -> str: ...


class Disk:
    def put(self, item):
        return None

    def get(self):
        return ""


class Memory:
    def put(self, item):
        return None

    def get(self):
        return ""


class Mailbox:
    def put(self, item):
        return None


def keep(storage: Storage):
    storage.put("a")  # calls: main.Disk.put, main.Memory.put
