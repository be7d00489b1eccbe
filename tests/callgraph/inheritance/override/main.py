class Animal:
    def speak(self):
        return self.sound()  # calls: main.Animal.sound, main.Dog.sound

    def sound(self):
        return "?"


class Dog(Animal):
    def sound(self):
        return "woof"


Animal().speak()  # calls: main.Animal.speak
Dog().speak()
