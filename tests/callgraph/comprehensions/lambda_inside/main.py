def weigh(value):
    return value


scales = [lambda value, factor=factor: weigh(value) * factor for factor in (1, 2)]  # <lambda1> calls: main.weigh
for scale in scales:
    scale(3)  # calls: main.<lambda1>
