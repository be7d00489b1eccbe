import importlib

codec = importlib.import_module("codec")
codec.encode()  # calls: codec.encode
