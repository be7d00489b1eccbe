import kit
import kit.saw


def cut():
    return kit.saw.cut() + kit.glue()  # calls: kit.saw.cut, kit.glue


cut()  # calls: main.cut
