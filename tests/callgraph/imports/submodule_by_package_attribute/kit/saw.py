def cut():
    return 1
