def send(text):
    return text


def forward(send):
    return send("hello")  # calls: main.forward_to_file


def forward_to_file(text):
    return text


forward(forward_to_file)  # calls: main.forward
send("bye")  # calls: main.send
