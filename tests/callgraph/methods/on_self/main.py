class Order:
    def place(self):
        self.validate()  # calls: main.Order.validate
        return self.save()  # calls: main.Order.save

    def validate(self):
        return True

    def save(self):
        return True


Order().place()  # calls: main.Order.place
