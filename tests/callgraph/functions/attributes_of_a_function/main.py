def polish(text):
    return text


def paint(text):
    return paint.after(text)  # calls: main.polish


paint.after = polish
paint("red")  # calls: main.paint
