class Client:
    def get(self):
        return 1


def connect():
    return Client()
