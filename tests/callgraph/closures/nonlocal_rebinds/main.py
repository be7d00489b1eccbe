def slow():
    return 1


def fast():
    return 2


def chooser():
    strategy = slow

    def promote():
        nonlocal strategy
        strategy = fast

    def run():
        return strategy()  # calls: main.slow, main.fast

    run()  # calls: main.chooser.run
    promote()  # calls: main.chooser.promote
    return run()


chooser()  # calls: main.chooser
