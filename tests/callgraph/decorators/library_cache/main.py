from functools import cache, lru_cache


@cache
def slow(number):
    return helper(number)  # calls: main.helper


@lru_cache(maxsize=3)
def slower(number):
    return slow(number)  # calls: main.slow


def helper(number):
    return number


slower(2)  # calls: main.slower
