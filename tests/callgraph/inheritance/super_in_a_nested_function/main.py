class Base:
    def close(self):
        return 1


class Door(Base):
    def close(self):
        def slam():
            return super(Door, self).close()  # calls: main.Base.close

        return slam()  # calls: main.Door.close.slam


Door().close()  # calls: main.Door.close
