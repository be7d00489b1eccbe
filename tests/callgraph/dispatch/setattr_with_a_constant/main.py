def hello():
    return 1


class Bag:
    pass


bag = Bag()
setattr(bag, "greet", hello)
bag.greet()  # calls: main.hello
