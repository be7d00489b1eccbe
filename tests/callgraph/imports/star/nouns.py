def dog():
    return 1
