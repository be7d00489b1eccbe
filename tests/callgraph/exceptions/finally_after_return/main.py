def work():
    return 1


def close():
    return 1


def run():
    try:
        return work()  # calls: main.work
    finally:
        close()  # calls: main.close


run()  # calls: main.run
