from functools import wraps


def traced(function):
    @wraps(function)
    def traced_call(*args):
        return function(*args)  # calls: main.save

    return traced_call


@traced  # calls: main.traced
def save(item):
    return item


save(1)  # calls: main.traced.traced_call
