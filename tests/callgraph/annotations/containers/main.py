from collections.abc import Iterable, Mapping


class Node:
    def visit(self):
        return 1


def each(nodes: list[Node], named: dict[str, Node]):
    for node in nodes:
        node.visit()  # calls: main.Node.visit
    named["a"].visit()
    for node in named.values():
        node.visit()


def lazily(nodes: Iterable[Node]):
    return [node.visit() for node in nodes]  # calls: main.Node.visit


def by_key(nodes: Mapping[str, list[Node]]):
    return nodes["a"][0].visit()  # calls: main.Node.visit


def pairs(pair: tuple[int, Node]):
    number, node = pair
    return node.visit()  # calls: main.Node.visit
