from typing import Self


class Query:
    def __init__(self):
        self.parts = []

    def where(self, part) -> Self:
        self.parts.append(part)
        return eval("self")

    def run(self):
        return self.parts


Query().where("a").where("b").run()  # calls: main.Query.__init__, main.Query.where, main.Query.run
