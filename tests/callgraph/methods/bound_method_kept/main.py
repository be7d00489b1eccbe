class Mailer:
    def send(self, text):
        return text


def broadcast(texts):
    send = Mailer().send
    return [send(text) for text in texts]  # calls: main.Mailer.send


broadcast(["a"])  # calls: main.broadcast
