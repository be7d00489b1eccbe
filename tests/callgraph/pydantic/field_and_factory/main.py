from pydantic import BaseModel, Field


def fresh_name():
    return "anna"


class User(BaseModel):
    name: str = Field(default_factory=fresh_name)

    def greet(self):
        return f"hi {self.name}"


User().greet()  # calls: main.fresh_name, main.User.greet
