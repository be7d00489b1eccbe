class Job:
    def run(self):
        def attempt():
            return self.work()  # calls: main.Job.work

        return attempt()  # calls: main.Job.run.attempt

    def work(self):
        return 1


Job().run()  # calls: main.Job.run
