class Plugin:
    known = []

    def __init_subclass__(cls, **options):
        super().__init_subclass__(**options)
        cls.known.append(cls)

    def start(self):
        return 0


class Audio(Plugin):  # calls: main.Plugin.__init_subclass__
    def start(self):
        return 1


for plugin in Plugin.known:
    plugin().start()  # calls: main.Audio.start
