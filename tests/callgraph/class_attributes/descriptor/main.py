class Field:
    def __get__(self, owner, kind):
        return self.read(owner)  # calls: main.Field.read

    def __set__(self, owner, value):
        self.write(owner, value)  # calls: main.Field.write

    def read(self, owner):
        return 1

    def write(self, owner, value):
        return None


class Record:
    age = Field()


record = Record()
record.age = 3  # calls: main.Field.__set__
print(record.age)  # calls: main.Field.__get__
