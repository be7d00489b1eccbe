def logged(function):
    def wrapper(*args):
        print("call")
        return function(*args)  # calls: main.add

    return wrapper


@logged  # calls: main.logged
def add(a, b):
    return a + b


add(1, 2)  # calls: main.logged.wrapper
