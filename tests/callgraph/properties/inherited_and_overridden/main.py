class Node:
    @property
    def title(self):
        return "node"

    def label(self):
        return self.title  # calls: main.Leaf.title


class Leaf(Node):
    @property
    def title(self):
        return super().title + "!"  # calls: main.Node.title


Leaf().label()  # calls: main.Node.label
