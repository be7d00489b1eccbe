def add(node):
    return evaluate(node["left"]) + evaluate(node["right"])  # calls: main.evaluate


def number(node):
    return node["value"]


KINDS = {"add": add, "number": number}


def evaluate(node):
    return KINDS[node["kind"]](node)  # calls: main.add, main.number


LEAF = {"kind": "number", "value": 1}
evaluate({"kind": "add", "left": LEAF, "right": LEAF})  # calls: main.evaluate
