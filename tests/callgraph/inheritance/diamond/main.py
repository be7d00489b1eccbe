class Root:
    def go(self):
        return ["root"]


class Left(Root):
    def go(self):
        return ["left", *super().go()]  # calls: main.Right.go, main.Root.go


class Right(Root):
    def go(self):
        return ["right", *super().go()]  # calls: main.Root.go


class Both(Left, Right):
    def go(self):
        return super().go()  # calls: main.Left.go


Both().go()  # calls: main.Both.go
Left().go()  # calls: main.Left.go
Right().go()  # calls: main.Right.go
