class Cursor:
    def fetch(self):
        return []


class Session:
    def __enter__(self):
        return Cursor()

    def __exit__(self, *error):
        return None


with Session() as cursor:  # calls: main.Session.__enter__, main.Session.__exit__
    cursor.fetch()  # calls: main.Cursor.fetch
