from api import Client, connect

connect()  # calls: api._inner.client.connect
Client().get()  # calls: api._inner.client.Client.get
