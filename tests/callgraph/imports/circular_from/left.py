def ping(count):
    from right import pong

    return pong(count - 1) if count else 0  # calls: right.pong
