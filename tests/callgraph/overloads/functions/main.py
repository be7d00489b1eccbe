from typing import overload


@overload
def read(value: int) -> int: ...


@overload
def read(value: str) -> str: ...


def read(value):
    return convert(value)  # calls: main.convert


def convert(value):
    return value


read("a")  # calls: main.read
