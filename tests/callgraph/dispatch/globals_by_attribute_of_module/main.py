import tools


def local():
    return 1


tools.hook = local
tools.run()  # calls: tools.run
