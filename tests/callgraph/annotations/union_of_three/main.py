class A:
    def go(self):
        return 1


class B:
    def go(self):
        return 2


class C:
    def go(self):
        return 3


Two = A | B
Three = Two | C | None


def run(it: Three):
    if it is not None:
        it.go()  # calls: main.A.go, main.B.go, main.C.go


def found(what):
    return eval(what)


for what in "ABC":
    run(found(f"{what}()"))  # calls: main.run, main.found
