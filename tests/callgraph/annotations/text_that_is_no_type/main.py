class Pump:
    def start(self: "the pump itself ("):  # noqa: F722
        return self.stop()  # calls: main.Pump.stop

    def stop(self) -> "???":  # noqa: F722
        return 0


Pump().start()  # calls: main.Pump.start
