import sys

OLDEST = (3, 8)
MINOR = 8


class Cat:
    def meow(self):
        return 1


class Dog:
    def bark(self):
        return 2


def speak(animal, other):
    if not isinstance(animal, Cat):
        return animal.meow()  # calls: main.Cat.meow
    if isinstance(animal, Dog):
        return animal.bark()
    if isinstance(animal, list):
        return animal
    if sys.version_info >= OLDEST and sys.version_info >= (3, MINOR):
        return animal.meow()  # calls: main.Cat.meow
    return other


speak(Cat(), 1)  # calls: main.speak
