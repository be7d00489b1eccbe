class Form:
    class Field:
        def clean(self):
            return 1

    name = Field()

    def clean(self):
        return self.name.clean(), Form.Field().clean()  # calls: main.Form.Field.clean


Form().clean()  # calls: main.Form.clean
