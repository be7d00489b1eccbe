class Base:
    def close(self):
        return 1


class File(Base):
    def close(self):
        def later():
            return super(File, self).close()  # calls: main.Base.close

        return later()  # calls: main.File.close.later


class Socket(Base):
    def close(self):
        def later():
            return super().close  # noqa: B023

        return [later]

    def shut(self):
        class Hook:
            owner = self

            def run(hook):
                return hook.owner.close()  # calls: main.Socket.close

        return Hook().run()  # calls: main.Socket.shut.Hook.run


File().close()  # calls: main.File.close
Socket().shut()  # calls: main.Socket.shut
