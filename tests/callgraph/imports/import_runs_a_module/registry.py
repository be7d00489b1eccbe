hooks = []


def register(hook):
    hooks.append(hook)


def run():
    for hook in hooks:
        hook()  # calls: setup_registry.hook
