def open_box():
    return 1
