def started():
    return 1


class Job:
    started = started
    name = __name__

    def run(self):
        return self.started


if __name__ == "__main__":
    Job().run()  # calls: main.Job.run
    started()  # calls: main.started
