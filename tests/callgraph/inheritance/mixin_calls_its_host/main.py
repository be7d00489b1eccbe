class Retrying:
    def run(self):
        return self.attempt()  # calls: main.Upload.attempt


class Task:
    def attempt(self):
        return 0


class Upload(Retrying, Task):
    def attempt(self):
        return 1


Upload().run()  # calls: main.Retrying.run
