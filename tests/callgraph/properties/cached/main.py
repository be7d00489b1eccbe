from functools import cached_property


class Settings:
    @cached_property
    def values(self):
        return self.load()  # calls: main.Settings.load

    def load(self):
        return {}


Settings().values.get("a")  # calls: main.Settings.values
