from left import ping

ping(2)  # calls: left.ping
