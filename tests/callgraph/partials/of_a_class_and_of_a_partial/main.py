from functools import partial


class Job:
    def __init__(self, name, tries):
        self.name = name


job = partial(partial(Job, "a"), tries=2)
job()  # calls: main.Job.__init__
