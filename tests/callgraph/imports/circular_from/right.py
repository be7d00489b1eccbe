from left import ping


def pong(count):
    return ping(count - 1)  # calls: left.ping
