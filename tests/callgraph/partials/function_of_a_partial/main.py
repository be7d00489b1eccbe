from functools import partial


def greet(word, name):
    return word + name


hello = partial(greet, "hello ")
hello.func("goodbye ", "Ada")  # calls: main.greet
