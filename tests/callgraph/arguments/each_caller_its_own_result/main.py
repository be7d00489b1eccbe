class Dog:
    def bark(self):
        return 1


class Cat:
    def meow(self):
        return 1


def same(value):
    return value


def dogs():
    return same(Dog()).bark()  # calls: main.same, main.Dog.bark


def cats():
    return same(Cat()).meow()  # calls: main.same, main.Cat.meow


dogs()  # calls: main.dogs
cats()  # calls: main.cats
