class Single(type):
    made = {}

    def __call__(cls, *args, **options):
        if cls not in cls.made:
            cls.made[cls] = super().__call__(*args, **options)  # calls: main.Settings.__init__
        return cls.made[cls]


class Settings(metaclass=Single):
    def __init__(self, path):
        self.path = path

    def load(self):
        return self.path


Settings("a").load()  # calls: main.Single.__call__, main.Settings.load
