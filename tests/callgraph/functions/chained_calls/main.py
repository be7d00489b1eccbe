def build():
    return step


def step():
    return finish


def finish():
    return None


build()()()  # calls: main.build, main.step, main.finish
