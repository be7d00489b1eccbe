class Name:
    def __str__(self):
        return "n"

    def __repr__(self):
        return "r"

    def __format__(self, spec):
        return "f"


name = Name()
str(name)  # calls: main.Name.__str__
repr(name)  # calls: main.Name.__repr__
f"{name}"  # calls: main.Name.__format__
f"{name!r}"
print(name)
