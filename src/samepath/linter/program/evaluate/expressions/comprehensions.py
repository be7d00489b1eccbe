"""Comprehensions: loops over variables of their own that fill a container."""

from samepath.linter.program.evaluate.expressions.literals import Literals
from samepath.linter.program.evaluate.values.ordering import SETS
from samepath.linter.program.frames import ORDER
from samepath.linter.program.ir import Node
from samepath.linter.program.objects import Value


class Comprehensions(Literals):
    """Evaluate comprehensions."""

    def comprehend(self, node: Node) -> Value:
        """Evaluate a comprehension as nested loops over variables of its own."""
        box = self.box(node[2], node[1])
        before = self.env
        self.env = dict(before)
        pc = self.pc
        element_bits = 0
        shape = 0
        for site, target, iterable, tests in node[3]:
            value = self.evaluate(iterable)
            element = self.iterate(value, site)
            element_bits |= element[1] & self.world.labels.elements
            labels = self.shape_of(value) | self.deciding(value, element)
            self.test(site, (value[0], labels), "loop")
            shape |= labels
            self.assign(target, element)
            for test in tests:
                tested = self.evaluate(test)
                self.test(site, tested, "branch")
                shape |= self.implicit(tested[1])
                self.narrow(test, wanted=True)
            self.pc |= shape
        self.loop_elements.append(element_bits)
        self.frame.sink("loop-order", node[1], element_bits)
        key = self.evaluate(node[4])
        value = self.evaluate(node[5]) if node[5] is not None else key
        self.loop_elements.pop()
        self.pc = pc
        # What the clauses bind is gone; what a walrus in them binds stays.
        self.env = {n: v for n, v in self.env.items() if n in before or "." not in str(n)}
        if node[5] is not None:
            self.put_item(box, key, value, node[1])
        else:
            order = value[1] & self.world.labels.elements
            if order and node[2] not in SETS:
                self.solve.write((box, ORDER), ((), order << 1))
            self.put(box, None, (value[0], value[1] & ~order), node[1])
        return ((box,), shape)
