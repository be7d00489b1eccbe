class Folder:
    def __init__(self, children):
        self.children = children

    def size(self):
        return sum(child.size() for child in self.children)  # calls: main.Folder.size, main.File.size


class File:
    def size(self):
        return 1


Folder([Folder([File()]), File()]).size()  # calls: main.Folder.__init__, main.Folder.size
