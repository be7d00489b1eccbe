import copy
from typing import Self


class Query:
    def where(self) -> Self:
        return copy.copy(self)

    def all(self):
        return []


class Users(Query):
    def all(self):
        return super().all()  # calls: main.Query.all


def run(query: Query):
    return query.where().all()  # calls: main.Query.where, main.Query.all


Users().where().all()  # calls: main.Query.where, main.Users.all
