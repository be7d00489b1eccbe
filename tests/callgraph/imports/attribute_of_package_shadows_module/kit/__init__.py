from .paint import paint
