from typing import Generic, TypeVar

T = TypeVar("T")


class Item:
    def show(self):
        return 1


class Stack(Generic[T]):
    def __init__(self):
        self.items = []

    def push(self, item):
        self.items.append(item)

    def pop(self) -> T:
        return self.items.pop()


def run():
    stack = Stack[Item]()  # calls: main.Stack.__init__
    stack.push(Item())  # calls: main.Stack.push
    stack.pop().show()  # calls: main.Stack.pop, main.Item.show


run()  # calls: main.run
