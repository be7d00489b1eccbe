class Box:
    def get_size(self):
        return 3

    def set_size(self, size):
        return None

    size = property(get_size, set_size)


def grow(box):
    box.size = box.size + 1  # calls: main.Box.get_size, main.Box.set_size


grow(Box())  # calls: main.grow
