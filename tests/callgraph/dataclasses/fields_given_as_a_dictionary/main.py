from dataclasses import dataclass


class Engine:
    def start(self):
        return 1


@dataclass
class Car:
    engine: Engine

    def drive(self):
        return self.engine.start()  # calls: main.Engine.start


def parts():
    return {"engine": Engine()}


Car(**parts()).drive()  # calls: main.parts, main.Car.drive
