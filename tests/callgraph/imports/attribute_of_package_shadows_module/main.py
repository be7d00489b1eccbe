from kit import paint

paint()  # calls: kit.paint.paint
