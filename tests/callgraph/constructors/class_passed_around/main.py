class Json:
    def __init__(self):
        self.kind = "json"

    def dump(self):
        return "{}"


def write(codec):
    return codec().dump()  # calls: main.Json.__init__, main.Json.dump


write(Json)  # calls: main.write
