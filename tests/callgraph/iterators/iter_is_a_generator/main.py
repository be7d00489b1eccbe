class Tree:
    def __init__(self, children):
        self.children = children

    def __iter__(self):
        for child in self.children:
            yield child

    def grow(self):
        return 1


for child in Tree([Tree([])]):  # calls: main.Tree.__init__, main.Tree.__iter__
    child.grow()  # calls: main.Tree.grow
