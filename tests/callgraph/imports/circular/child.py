import parent


def born():
    return parent.name()  # calls: parent.name
