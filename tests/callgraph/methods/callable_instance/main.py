class Counter:
    def __call__(self, step):
        return self.add(step)  # calls: main.Counter.add

    def add(self, step):
        return step


count = Counter()
count(2)  # calls: main.Counter.__call__
