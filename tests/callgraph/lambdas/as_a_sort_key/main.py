def rank(word):
    return len(word)


def longest(words):
    return sorted(words, key=lambda word: rank(word))[-1]  # calls: main.longest.<lambda1> # <lambda1> calls: main.rank


longest(["a", "bb"])  # calls: main.longest
max([1, 2], key=lambda n: rank(str(n)))  # calls: main.<lambda1> # <lambda1> calls: main.rank


def unused():
    key = lambda word: word
    return key


unused()  # calls: main.unused
