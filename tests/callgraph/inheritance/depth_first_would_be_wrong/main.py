class Plain:
    def title(self):
        return "plain"


class Shiny(Plain):
    pass


class Named(Plain):
    def title(self):
        return "named"


class Badge(Shiny, Named):
    pass


Badge().title()  # calls: main.Named.title
