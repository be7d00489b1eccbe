class Price:
    def show(self):
        return "1"


price = Price()
Price.show(price)  # calls: main.Price.show
