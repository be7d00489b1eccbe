def length(word):
    return len(word)


def loud(word):
    return word.upper()


def short(word):
    return len(word) < 3


words = ["a", "bbb"]
words.sort(key=length)  # calls: main.length
sorted(words, key=length)
list(map(loud, words))  # calls: main.loud
list(filter(short, words))  # calls: main.short
