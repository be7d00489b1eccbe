def checked(method):
    def check(self, value):
        self.validate(value)  # calls: main.Form.validate
        return method(self, value)  # calls: main.Form.submit

    return check


class Form:
    @checked  # calls: main.checked
    def submit(self, value):
        return value

    def validate(self, value):
        return True


Form().submit(1)  # calls: main.checked.check
