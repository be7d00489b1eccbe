class Tree:
    def __init__(self, left: "Tree | None" = None):
        self.left = left

    def depth(self, other: "list[Tree]"):
        return other[0].size()  # calls: main.Tree.size

    def size(self):
        return 1
