def save():
    return 1


def save_safely():
    return 2


try:
    import module_that_is_missing_everywhere
except ImportError:
    save = save_safely

save()  # calls: main.save, main.save_safely
