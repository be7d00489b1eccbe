import threading


def work(name):
    return name


thread = threading.Thread(target=work, args=("a",))
thread.start()  # calls: main.work
thread.join()
