from typing import Protocol


class Sender(Protocol):
    def send(self, text: str) -> None: ...


class Mail:
    def send(self, text):
        return self.deliver(text)  # calls: main.Mail.deliver

    def deliver(self, text):
        return text


class Pigeon:
    def fly(self):
        return 1


def notify(sender: Sender):
    sender.send("a")  # calls: main.Mail.send
