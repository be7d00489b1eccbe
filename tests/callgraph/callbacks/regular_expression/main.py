import re


def upper(match):
    return match.group().upper()


re.sub("a", upper, "banana")  # calls: main.upper
