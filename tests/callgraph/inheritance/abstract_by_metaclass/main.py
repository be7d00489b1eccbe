from abc import ABCMeta, abstractmethod


class Channel(metaclass=ABCMeta):
    @abstractmethod
    def send(self):
        pass

    def close(self):
        raise NotImplementedError


class Mail(Channel):
    def send(self):
        return 1

    def close(self):
        return 2


def use(channel: Channel):
    channel.send()  # calls: main.Mail.send
    channel.close()  # calls: main.Mail.close


def any_channel():
    return eval("Mail()")


use(any_channel())  # calls: main.use, main.any_channel
