def length():
    return 2
