from importlib import import_module


def opened():
    return 1


def run(name):
    return import_module(__name__).opened()  # calls: tools.box.opened
