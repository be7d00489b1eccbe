from dataclasses import dataclass, replace


class Engine:
    def start(self):
        return 1


@dataclass
class Car:
    engine: Engine
    doors: int = 4

    def drive(self):
        return self.engine.start()  # calls: main.Engine.start


def read(what):
    return eval(what)


Car(**read("{'engine': Engine()}")).drive()  # calls: main.read, main.Car.drive
other = replace(read("Car(Engine())"), doors=2)  # calls: main.read
