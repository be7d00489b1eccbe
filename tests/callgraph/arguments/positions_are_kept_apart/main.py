def combine(left, right):
    left()  # calls: main.one
    return right


def one():
    return 1


def two():
    return 2


pair = (one, two)
combine(*pair)  # calls: main.combine
combine(right=two, left=one)
