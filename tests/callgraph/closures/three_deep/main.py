def leaf():
    return 0


def one():
    action = leaf

    def two():
        def three():
            return action()  # calls: main.leaf

        return three()  # calls: main.one.two.three

    return two()  # calls: main.one.two


one()  # calls: main.one
