def move(unit, /, where, *, how):
    return how(unit(where))  # calls: main.pawn, main.jump


def pawn(where):
    return where


def jump(what):
    return what


move(pawn, "a", how=jump)  # calls: main.move
