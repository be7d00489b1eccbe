from typing import Union


class Mail:
    def send(self, text):
        return text


class Phone:
    def send(self, text):
        return text


class Pigeon:
    def fly(self, text):
        return text


class Raven:
    def fly(self, text):
        return text


Channel = Mail | Phone
Bird = Union[Pigeon, Raven]


def notify(channel: Channel, text):
    return channel.send(text)  # calls: main.Mail.send, main.Phone.send


def release(bird: Bird, text):
    return bird.fly(text)  # calls: main.Pigeon.fly, main.Raven.fly


def channels():
    return eval("[Mail(), Phone()]")


def birds():
    return eval("[Pigeon(), Raven()]")


for channel in channels():  # calls: main.channels
    notify(channel, "hello")  # calls: main.notify
for bird in birds():  # calls: main.birds
    release(bird, "hello")  # calls: main.release
