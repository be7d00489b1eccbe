def name():
    return "n"


def place():
    return "p"


text = "%s in {}" % name()  # calls: main.name
text.format(place())  # calls: main.place
print(f"{text:>{len(place())}}")
