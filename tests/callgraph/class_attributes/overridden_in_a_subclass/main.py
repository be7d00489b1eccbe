class JsonCodec:
    def load(self):
        return 1


class XmlCodec:
    def load(self):
        return 2


class Reader:
    codec = JsonCodec

    def read(self):
        return self.codec().load()  # calls: main.JsonCodec.load, main.XmlCodec.load


class XmlReader(Reader):
    codec = XmlCodec


Reader().read()  # calls: main.Reader.read
XmlReader().read()
