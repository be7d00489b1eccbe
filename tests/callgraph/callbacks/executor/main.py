from concurrent.futures import ThreadPoolExecutor


def crunch(number):
    return number


def run():
    with ThreadPoolExecutor() as pool:
        future = pool.submit(crunch, 1)  # calls: main.crunch
        return future.result(), list(pool.map(crunch, [1]))


run()  # calls: main.run
