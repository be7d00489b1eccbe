def retry(times):
    def decorate(function):
        def wrapper(*args, **options):
            for _ in range(times):
                function(*args, **options)  # calls: main.upload

        return wrapper

    return decorate


@retry(times=2)  # calls: main.retry, main.retry.decorate
def upload(path):
    return path


def run():
    upload("a")  # calls: main.retry.decorate.wrapper


run()  # calls: main.run
