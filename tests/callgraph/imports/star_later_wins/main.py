from first import *
from second import *

act()  # calls: second.act
