class Engine:
    def start(self):
        return True


class Car:
    def __init__(self):
        self.engine = Engine()

    def drive(self):
        return self.engine.start()  # calls: main.Engine.start


car = Car()  # calls: main.Car.__init__
car.drive()  # calls: main.Car.drive
car.engine.start()  # calls: main.Engine.start
