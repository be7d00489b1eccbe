from dataclasses import dataclass, field


def fresh_tags():
    return ["new"]


@dataclass
class Note:
    text: str
    tags: list[str] = field(default_factory=fresh_tags)


def write():
    return Note("a")  # calls: main.fresh_tags


write()  # calls: main.write
