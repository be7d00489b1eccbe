def by_name(row):
    return row["name"]


def by_age(row):
    return row["age"]


def order(rows, key=by_name, *, then=by_age):
    return [(key(row), then(row)) for row in rows]  # calls: main.by_name, main.by_age


order([{"name": "a", "age": 3}])  # calls: main.order
