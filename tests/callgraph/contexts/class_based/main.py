class Lock:
    def __enter__(self):
        self.take()  # calls: main.Lock.take
        return self

    def __exit__(self, kind, error, trace):
        self.give()  # calls: main.Lock.give

    def take(self):
        return 1

    def give(self):
        return 1

    def touch(self):
        return 1


def critical():
    with Lock() as lock:  # calls: main.Lock.__enter__, main.Lock.__exit__
        lock.touch()  # calls: main.Lock.touch


critical()  # calls: main.critical
