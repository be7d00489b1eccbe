class Session:
    def query(self):
        return 1


class Repository:
    def __init__(self, session: Session):
        self.session = session
        self._other: Session | None = None

    def all(self):
        return self.session.query()  # calls: main.Session.query

    def others(self):
        if self._other is not None:
            return self._other.query()  # calls: main.Session.query
