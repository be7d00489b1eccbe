class Animal:
    def speak(self):
        return self.sound()  # calls: animals.dogs.Puppy.sound

    def sound(self):
        return ""
