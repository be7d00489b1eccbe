def ring(self):
    return "ring"


class Phone:
    alarm = ring
    tones = {"ring": ring}

    def wake(self):
        return self.alarm()  # calls: main.ring


phone = Phone()
phone.wake()  # calls: main.Phone.wake
Phone.tones["ring"](phone)  # calls: main.ring
