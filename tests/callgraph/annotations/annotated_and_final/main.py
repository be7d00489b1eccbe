from typing import Annotated, ClassVar, Final


class Lamp:
    def on(self):
        return 1


class Room:
    lamp: Final[Lamp]
    shared: ClassVar[Lamp]

    def light(self, extra: Annotated[Lamp, "spare"]):
        self.lamp.on()  # calls: main.Lamp.on
        self.shared.on()
        extra.on()
