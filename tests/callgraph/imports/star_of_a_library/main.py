from math import *  # noqa: F403

from shapes import *  # noqa: F403

area(floor(2.5))  # noqa: F405 # calls: shapes.area
