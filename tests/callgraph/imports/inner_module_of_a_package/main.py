from tools import hammer

hammer.hit()  # calls: tools.hammer.hit
