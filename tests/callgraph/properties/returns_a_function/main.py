def parse(text):
    return text


class Format:
    @property
    def reader(self):
        return parse


Format().reader("a")  # calls: main.Format.reader, main.parse
