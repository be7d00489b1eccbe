def outer(values):
    def clean(value):
        return value.strip()

    def keep(value):
        return bool(clean(value))  # calls: main.outer.clean

    return [clean(v) for v in values if keep(v)]  # calls: main.outer.clean, main.outer.keep


outer([" a "])  # calls: main.outer
