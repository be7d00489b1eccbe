from dataclasses import dataclass, field
from typing import ClassVar


class Cache:
    def get(self):
        return 1


@dataclass(slots=True)
class Page:
    cache: ClassVar[Cache] = Cache()
    title: str = ""
    children: list["Page"] = field(default_factory=list)

    @classmethod
    def parse(cls, text):
        return cls(title=text)

    def size(self):
        return sum(child.size() for child in self.children) + self.cache.get()  # calls: main.Page.size, main.Cache.get


page = Page.parse("a")  # calls: main.Page.parse
page.children.append(Page.parse("b"))
page.size()  # calls: main.Page.size
