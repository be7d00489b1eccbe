def old():
    return 1


def new():
    return 2


def others():
    return eval("{'b': new}")


def run():
    table = {}
    table["a"] = old
    table.update({"a": new})
    table["a"]()  # calls: main.new
    table.update(others())  # calls: main.others
    jobs = [old]
    jobs[0]()  # calls: main.old
    jobs.extend([new])
    return jobs[-1]()  # calls: main.old, main.new


run()  # calls: main.run
