def encode():
    return 1
