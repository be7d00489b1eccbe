from abc import ABC, abstractmethod


class Gateway(ABC):
    @abstractmethod
    def charge(self): ...


class Stripe(Gateway):
    def charge(self):
        return 1


class Fake(Gateway):
    def charge(self):
        return 2


def pay(gateway: Gateway):
    gateway.charge()  # calls: main.Stripe.charge, main.Fake.charge
