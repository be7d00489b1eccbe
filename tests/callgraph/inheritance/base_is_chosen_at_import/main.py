import sys


class Windows:
    def path(self):
        return "c:"


class Posix:
    def path(self):
        return "/"


Chosen = Windows if sys.platform == "win32" else Posix


class Disk(Chosen):
    def root(self):
        return self.path()  # calls: main.Windows.path, main.Posix.path


Disk().root()  # calls: main.Disk.root
