import lazy

lazy.load  # calls: lazy.__getattr__
