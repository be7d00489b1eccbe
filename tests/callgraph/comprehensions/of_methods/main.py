class Task:
    def __init__(self, name):
        self.name = name

    def run(self):
        return self.name


def run_all(names):
    tasks = [Task(name) for name in names]  # calls: main.Task.__init__
    return [task.run() for task in tasks]  # calls: main.Task.run


run_all(["a"])  # calls: main.run_all
