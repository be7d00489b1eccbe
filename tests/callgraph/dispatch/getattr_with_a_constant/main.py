class Worker:
    def work(self):
        return 1

    def rest(self):
        return 2


worker = Worker()
getattr(worker, "work")()  # calls: main.Worker.work
NAME = "rest"
getattr(worker, NAME)()  # calls: main.Worker.rest
