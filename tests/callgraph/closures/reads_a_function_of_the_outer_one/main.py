def fetch(url):
    return url


def client(base):
    transport = fetch

    def get(path):
        return transport(base + path)  # calls: main.fetch

    return get


client("http://")("/a")  # calls: main.client, main.client.get
