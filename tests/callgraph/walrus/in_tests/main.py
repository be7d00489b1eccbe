def read():
    return 1


class Match:
    def group(self):
        return 1


def find():
    return Match()


def run():
    while chunk := read():  # calls: main.read
        if chunk:
            break
    if (match := find()) is not None:  # calls: main.find
        return match.group()  # calls: main.Match.group


run()  # calls: main.run
