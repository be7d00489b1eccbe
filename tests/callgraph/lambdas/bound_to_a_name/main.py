def area(side):
    return side * side


cube = lambda side: area(side) * side  # <lambda1> calls: main.area
cube(3)  # calls: main.<lambda1>
