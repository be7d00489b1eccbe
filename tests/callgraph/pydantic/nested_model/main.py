from pydantic import BaseModel


class Address(BaseModel):
    street: str = "main"

    def line(self):
        return self.street


class Person(BaseModel):
    home: Address

    def label(self):
        return self.home.line()  # calls: main.Address.line


def show(person: Person):
    return person.label()  # calls: main.Person.label


show(Person(home=Address()))  # calls: main.show
