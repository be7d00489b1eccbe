class Registry(type):
    def describe(cls):
        return cls.title()  # calls: main.Registry.title

    def title(cls):
        return "registry"


class Plugin(metaclass=Registry):
    pass


Plugin.describe()  # calls: main.Registry.describe
