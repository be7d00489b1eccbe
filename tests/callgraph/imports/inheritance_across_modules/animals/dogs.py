from . import base


class Dog(base.Animal):
    def sound(self):
        return "woof"


class Puppy(Dog):
    def sound(self):
        return super().sound().lower()  # calls: animals.dogs.Dog.sound
