"""In which folders an import is looked up, in which order, seen from where it stands."""

from collections.abc import Iterable, Iterator, Sequence

from samepath.linter.project.discovery import Discovered
from samepath.linter.project.layout import folders_of, listing, named_roots
from samepath.linter.project.reader import Reader
from samepath.linter.project.stdlib import is_stdlib

INIT = "__init__.py"
ANY = "*"


class Roots:
    """The folders from which names are counted, and those around each importer.

    `installed` has pairs of a top-level name, or `*` for any, and a folder that holds it.
    """

    def __init__(
        self,
        reader: Reader,
        found: Discovered,
        src: Iterable[str],
        installed: Sequence[tuple[str, str]],
    ) -> None:
        self.folders = folders_of(found)
        self._reader = reader
        self._found = found
        self._projects = frozenset(found.projects)
        self._tops_in: dict[str, set[str]] = {}  # per installed folder, what may be found in it
        for top, folder in installed:
            self._tops_in.setdefault(folder, set()).add(top)
        self._own_named = named_roots(reader, found, self.folders, src)
        # A project installed in place is a root already, with script folders in it.
        self._named = self._own_named | self._tops_in.keys() - self._projects
        self._listings: dict[str, dict[str, bool]] = {}
        self._bases: dict[str, str] = {}
        self._paths: dict[str, tuple[str, ...]] = {}
        self._others: tuple[str, ...] | None = None
        self._farther: dict[str, dict[str, int]] = {}
        self._holders: dict[str, list[str]] = {}

    def root_of(self, folder: str) -> str:
        """Return the folder from which the names of files in `folder` are counted.

        That is a named root above it, else the first folder upwards that is no package, else,
        for scripts, their project, so that scripts of one name in two folders differ.
        """
        nearest = self._nearest(folder)
        if nearest in self._named:
            return nearest
        base = self._base(folder)
        if base == folder:
            return nearest or self._base(self._enclosing_package(folder))
        return nearest if len(base) < len(nearest) else base

    def searched(self, folder: str, top: str) -> Iterator[str]:
        """Yield the folders in which to look for a top-level name, in order.

        With an empty `folder`, for a name that nobody imports, all roots are searched.
        """
        if folder and is_stdlib(top):
            # Only a script's own folder comes before the standard library.
            if self._is_script_folder(folder):
                yield folder
            return
        near = self._near(folder) if folder else ()
        yield from (root for root in near if self._may_hold(root, top))
        yield from (root for root, tops in self._tops_in.items() if top in tops)
        yield from self._far(folder, top, near)
        yield from (root for root, tops in self._tops_in.items() if ANY in tops)

    def listing(self, folder: str) -> dict[str, bool]:
        """Return the names in a folder, each with whether it is a folder itself."""
        if folder not in self._listings:
            self._listings[folder] = listing(self._reader, folder)
        return self._listings[folder]

    def is_package(self, folder: str) -> bool:
        """Tell whether a folder is a regular package."""
        return INIT in self.listing(folder)

    def _may_hold(self, root: str, top: str) -> bool:
        """Tell whether a name in a root is the user's own: of installed ones few are."""
        tops = self._tops_in.get(root)
        return tops is None or not tops.isdisjoint({top, ANY})

    def _nearest(self, folder: str) -> str:
        """Return the named root or project that a folder belongs to."""
        while folder and folder not in self._named and folder not in self._projects:
            folder = folder.rpartition("/")[0]
        return folder

    def _base(self, folder: str) -> str:
        """Return the first folder upwards that is not a regular package."""
        if folder not in self._bases:
            above, _, name = folder.rpartition("/")
            is_inside = bool(above) and name.isidentifier() and self.is_package(folder)
            self._bases[folder] = self._base(above) if is_inside else folder
        return self._bases[folder]

    def _enclosing_package(self, folder: str) -> str:
        """Return the first regular package around a folder, or the folder if there is none."""
        above = folder
        while above in self.folders and not self.is_package(above):
            above = above.rpartition("/")[0]
        return above if above in self.folders else folder

    def _is_script_folder(self, folder: str) -> bool:
        """Tell whether files in a folder import each other by their bare names."""
        if self.is_package(folder):
            return False
        nearest = self._nearest(folder)
        return nearest == folder or nearest not in self._named

    def _near(self, folder: str) -> tuple[str, ...]:
        """Return the roots around a folder, from the inside out."""
        if folder not in self._paths:
            near = [folder] if self._is_script_folder(folder) else []
            nearest = self._nearest(folder)
            at = nearest if nearest in self._named else self._base(folder)
            near += self._roots_at(at)
            while (at := at.rpartition("/")[0]) in self.folders:
                near += self._roots_at(at)
            self._paths[folder] = tuple(dict.fromkeys(near))
        return self._paths[folder]

    def _roots_at(self, folder: str) -> Iterator[str]:
        """Yield the named roots of the project in a folder, then the folder itself."""
        if folder in self._projects:
            yield from sorted(root for root in self._named if self._project_of(root) == folder)
        elif self.is_package(folder) and folder.rpartition("/")[2].isidentifier():
            return  # a name with dashes is nobody's to import: its modules stand for themselves
        elif f"{folder}/src" in self._named:
            yield f"{folder}/src"
        yield folder

    def _project_of(self, root: str) -> str:
        above = root.rpartition("/")[0]
        while above and above not in self._projects:
            above = above.rpartition("/")[0]
        return above

    def _far(self, folder: str, top: str, near: tuple[str, ...]) -> Iterator[str]:
        """Yield the roots of other programs, the nearest first.

        A loose module there is out of reach, unless its folder is certain to be on the path.
        """
        if folder not in self._farther:
            roots = sorted(self._roots_of_others(), key=lambda root: -_shared(root, folder))
            self._farther[folder] = {root: rank for rank, root in enumerate(roots)}
        ranks = self._farther[folder]
        reached = sorted(self._holding(top), key=ranks.__getitem__) if folder else ranks
        yield from (root for root in reached if root not in near)

    def _holding(self, top: str) -> list[str]:
        """Return the roots of other programs in which a name may be reached from outside."""
        if top not in self._holders:
            self._holders[top] = [
                root
                for root in self._roots_of_others()
                if root in self._named or self.listing(root).get(top) is True
            ]
        return self._holders[top]

    def _roots_of_others(self) -> tuple[str, ...]:
        if self._others is None:
            folders = {path.rpartition("/")[0] for path in self._found.files}
            others = {self.root_of(one) for one in folders} | self._projects
            self._others = (*sorted(self._own_named), *sorted(others - self._named))
        return self._others


def _shared(root: str, folder: str) -> int:
    """Count the folders that two paths have in common."""
    count = 0
    for one, other in zip(root.split("/"), folder.split("/"), strict=False):
        if one != other:
            break
        count += 1
    return count
