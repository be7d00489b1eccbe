def is_even(number):
    return True if number == 0 else is_odd(number - 1)  # calls: main.is_odd


def is_odd(number):
    return False if number == 0 else is_even(number - 1)  # calls: main.is_even


is_even(4)  # calls: main.is_even
