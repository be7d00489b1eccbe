from registry import register


def hook():
    return 1


register(hook)  # calls: registry.register
