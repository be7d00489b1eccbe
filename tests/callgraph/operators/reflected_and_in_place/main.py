class Vector:
    def __rmul__(self, factor):
        return self

    def __iadd__(self, other):
        return self

    def length(self):
        return 1


doubled = 2 * Vector()  # calls: main.Vector.__rmul__
doubled.length()  # calls: main.Vector.length
doubled += Vector()  # calls: main.Vector.__iadd__
doubled.length()
