class Query:
    def where(self, text):
        return self

    def limit(self, count):
        return self

    def all(self):
        return []


def report():
    return Query().where("a").limit(3).all()  # calls: main.Query.where, main.Query.limit, main.Query.all


report()  # calls: main.report
