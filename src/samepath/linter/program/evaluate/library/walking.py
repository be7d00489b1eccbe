"""Walks through a tree of folders: whoever sorts the folders of each step decides the order."""

from samepath.linter.program.evaluate.library.racing import Racing
from samepath.linter.program.evaluate.values.contents import LATER, WALK, WALKED
from samepath.linter.program.evaluate.values.state import constants
from samepath.linter.program.frames import ELEMENTS, ORDER, Key
from samepath.linter.program.objects import ANYTHING, Arguments, Box, Value

TOP_DOWN = {"os.walk": 1, "os.fwalk": 1, "pathlib.Path.walk": 0}
"""What walks, and the position of the argument that lets it begin at the top."""


class Walking(Racing):
    """Model walks through folders."""

    def m_walk(self, name: str, receiver: Value | None, arguments: Arguments, site: int) -> Value:
        """Model a walk: a folder, the folders in it and the files in it, one after the other."""
        entry = self.world.catalogue.lookup(name)
        assert entry is not None
        labels = self.catalogued(name, entry, receiver, arguments, site, 0)[1]
        order = labels & self.world.labels.orders
        folder = ANYTHING if name.startswith("pathlib") else self.instance("builtins.str")
        folders, files = (self.listing(order, (site, part)) for part in ("folders", "files"))
        step = self.box("tuple", (site, "step"))
        for position, part in enumerate((folder, ((folders,), 0), ((files,), 0), ANYTHING)):
            if position < 3 or name == "os.fwalk":  # noqa: PLR2004
                self.put(step, Key(position), part, site)
        walk = self.box(WALK, site)
        self.put(walk, None, ((step,), 0), site)
        down = arguments.select((TOP_DOWN[name], "top_down" if name[0] == "p" else "topdown"))
        self.solve.write((walk, ORDER if self.is_false(down) else LATER), ((), order))
        self.solve.write((folders, WALKED), ((walk,), 0))
        return ((walk,), labels & ~order)

    def listing(self, order: int, site: object) -> Box:
        """Answer what a folder holds, as the file system has it."""
        made = self.box("list", site)
        self.solve.write((made, ELEMENTS), self.instance("builtins.str"))
        self.solve.write((made, ORDER), ((), order))
        return made

    def is_false(self, value: Value | None) -> bool:
        """Tell whether an argument may be false."""
        chosen = None if value is None else constants(value)
        return value is not None and (chosen is None or not all(chosen))
