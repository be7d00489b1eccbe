from functools import partial


def greet(word, name):
    return word + name


def made(how):
    return partial(*how)


made([greet, "hello "])("Ada")  # calls: main.made, main.greet
