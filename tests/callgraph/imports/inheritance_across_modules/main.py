from animals.dogs import Puppy

Puppy().speak()  # calls: animals.base.Animal.speak
