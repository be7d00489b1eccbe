class Visitor:
    def visit(self, node):
        method = getattr(self, "visit_" + "leaf")
        return method(node)  # calls: main.Printer.visit_leaf


class Printer(Visitor):
    def visit_leaf(self, node):
        return node


Printer().visit(1)  # calls: main.Visitor.visit
