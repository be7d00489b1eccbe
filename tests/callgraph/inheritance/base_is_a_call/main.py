def named(title):
    class Named:
        def name(self):
            return title

    return Named


class Report(named("report")):  # calls: main.named
    def show(self):
        return self.name()  # calls: main.named.Named.name


Report().show()  # calls: main.Report.show
