import sys


def old():
    return 1


def new():
    return 2


def quiet():
    return 3


DEBUG = False
NAMES = ["a"]

if sys.version_info >= (3, 11):
    new()  # calls: main.new
else:
    old()
if not DEBUG:
    quiet()  # calls: main.quiet
if sys.version_info[:1] >= (3,) and NAMES:
    new()  # calls: main.new


def run(value):
    if not DEBUG:
        quiet()  # calls: main.quiet
    if sys.version_info < (3, 99):
        new()  # calls: main.new
    if isinstance(value.__name__, str):
        new()  # calls: main.new
    if NAMES:
        quiet()  # calls: main.quiet


run(run)  # calls: main.run
