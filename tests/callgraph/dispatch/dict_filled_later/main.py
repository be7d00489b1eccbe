TABLE = {}


def add(name, function):
    TABLE[name] = function


def ping():
    return 1


def pong():
    return 2


add("ping", ping)  # calls: main.add
add("pong", pong)


def call_all():
    for function in TABLE.values():
        function()  # calls: main.ping, main.pong


call_all()  # calls: main.call_all
