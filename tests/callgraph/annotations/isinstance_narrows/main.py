class Dog:
    def bark(self):
        return 1


class Cat:
    def meow(self):
        return 1


def hear(animal):
    if isinstance(animal, Dog):
        return animal.bark()  # calls: main.Dog.bark
    if isinstance(animal, (Cat,)):
        return animal.meow()  # calls: main.Cat.meow
    return None


hear(__import__("copy").copy(Dog()))  # calls: main.hear
hear(__import__("copy").copy(Cat()))
