from typing import overload


class Table:
    @overload
    def get(self, key: int) -> int: ...

    @overload
    def get(self, key: str) -> str: ...

    def get(self, key):
        return self.find(key)  # calls: main.Table.find

    def find(self, key):
        return key


Table().get(3)  # calls: main.Table.get
