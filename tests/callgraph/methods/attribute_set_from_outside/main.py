class Button:
    click = None


def beep():
    return "beep"


button = Button()
button.click = beep


def press(button):
    return button.click()  # calls: main.beep


press(button)  # calls: main.press
