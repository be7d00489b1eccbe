class Managed:
    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.close()  # calls: main.File.close


class File(Managed):
    def close(self):
        return 1


with File():  # calls: main.Managed.__enter__, main.Managed.__exit__
    pass
