ROUTES = {}


def route(path):
    def register(function):
        ROUTES[path] = function
        return function

    return register


@route("/a")  # calls: main.route, main.route.register
def page_a():
    return "a"


@route("/b")  # calls: main.route, main.route.register
def page_b():
    return "b"


def serve(path):
    return ROUTES[path]()  # calls: main.page_a, main.page_b


serve("/b")
serve("/a")  # calls: main.serve
page_b()  # calls: main.page_b
