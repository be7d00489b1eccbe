def walk(tree, visit):
    visit(tree)  # calls: main.log, main.count
    for child in tree["children"]:
        descend(child, visit)  # calls: main.descend


def descend(tree, visit):
    walk(tree, visit)  # calls: main.walk
    walk(tree, count)


def log(tree):
    return tree


def count(tree):
    return 1


walk({"children": [{"children": []}]}, log)  # calls: main.walk
