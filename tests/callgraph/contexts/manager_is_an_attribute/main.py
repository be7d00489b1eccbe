class Guard:
    def __enter__(self):
        return self

    def __exit__(self, *error):
        return None


class Queue:
    def __init__(self):
        self.guard = Guard()

    def push(self):
        with self.guard:  # calls: main.Guard.__enter__, main.Guard.__exit__
            self.add()  # calls: main.Queue.add

    def add(self):
        return 1


Queue().push()  # calls: main.Queue.__init__, main.Queue.push
