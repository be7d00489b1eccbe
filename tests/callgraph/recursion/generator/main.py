def walk(tree):
    yield tree
    for child in tree.children:
        yield from walk(child)  # calls: main.walk


class Tree:
    def __init__(self, children):
        self.children = children

    def cut(self):
        return 1


for tree in walk(Tree([Tree([])])):  # calls: main.Tree.__init__, main.walk
    tree.cut()  # calls: main.Tree.cut
