import sys

if sys.platform == "win32":
    def path():
        return windows_path()  # calls: main.windows_path
else:
    def path():
        return posix_path()  # calls: main.posix_path


def windows_path():
    return "c:"


def posix_path():
    return "/"


path()  # calls: main.path
