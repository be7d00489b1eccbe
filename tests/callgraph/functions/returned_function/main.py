def loud(text):
    return text.upper()


def quiet(text):
    return text.lower()


def style(is_loud):
    if is_loud:
        return loud
    return quiet


def greet(name):
    return style(len(name) > 3)(name)  # calls: main.style, main.loud, main.quiet


greet("anna")  # calls: main.greet
