class Result:
    def __bool__(self):
        return self.ok()  # calls: main.Result.ok

    def ok(self):
        return True


def check():
    if Result():  # calls: main.Result.__bool__
        return 1
    return 0


check()  # calls: main.check
