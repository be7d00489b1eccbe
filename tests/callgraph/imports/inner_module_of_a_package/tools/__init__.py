from . import nail
from .nail import size

size()  # calls: tools.nail.size
nail.size()  # calls: tools.nail.size
