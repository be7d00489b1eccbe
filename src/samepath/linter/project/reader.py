"""How everything is read: one protocol, and the disk and unsaved text behind it.

Nothing else in the linter touches files. A reader remembers what was read and what was
looked for in vain, so that an answer can be kept for as long as both stay as they were.
Paths are absolute, with forward slashes, and are not resolved: a file keeps the name under
which it was found.
"""

# pathlib is slow to load, and slow
# ruff: noqa: PTH100, PTH110, PTH112, PTH118

import errno
import os
import stat
from collections.abc import Mapping, Sequence

try:
    from _blake2 import blake2b
except ImportError:  # `hashlib` loads all of OpenSSL besides
    from hashlib import blake2b

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Protocol
else:  # `typing` costs a tenth of a warm run
    Protocol = object

FILE = 1
FOLDER = 2
LINKED_FOLDER = 3

Entry = tuple[str, int]
"""A name in a folder, and what it is: FILE, FOLDER or LINKED_FOLDER."""

REASONS = {
    errno.ENOENT: "no such file or directory",
    errno.ENOTDIR: "no such file or directory",
    errno.EACCES: "permission denied",
    errno.EPERM: "permission denied",
    errno.ELOOP: "a symbolic link that leads back to itself",
    errno.EISDIR: "a directory, not a file",
    errno.ENAMETOOLONG: "the name is too long",
}


class Reader(Protocol):
    """The only way to what is on a disk, in an editor or in a commit.

    `reads` maps each path that was read to the digest of its bytes, or to None where that
    failed; `lookups` maps each path whose existence was asked for to the answer; `listings`
    has the folders that were listed. A folder is listed once in a reader's life: readers are
    made anew for each check, and what they say about folders is of one moment.
    """

    reads: dict[str, str | None]
    lookups: dict[str, bool]
    listings: dict[str, Sequence[Entry] | None]

    def read(self, path: str) -> bytes | None:
        """Return a file's bytes and record their digest; None if it cannot be read."""

    def glance(self, path: str) -> bytes | None:
        """Return a file's bytes as `read` does, but record failures only.

        For searches through everything that was discovered: there the answer hangs on all
        files alike, and digests of files without a hit would be paid for nothing.
        """

    def failure(self, path: str) -> str | None:
        """Say why reading or listing `path` failed, or None if it was not tried or went well."""

    def exists(self, path: str) -> bool:
        """Tell whether there is a file or folder of this name."""

    def is_dir(self, path: str) -> bool:
        """Tell whether there is a folder of this name."""

    def entries(self, path: str) -> Sequence[Entry] | None:
        """List files and folders of a folder, sorted by name; None if that cannot be done."""

    def real(self, path: str) -> str:
        """Return the path with symbolic links resolved."""


def absolute(path: str, folder: str | None = None) -> str:
    """Return `path` as readers want it: absolute (from `folder`), normal, forward slashes."""
    joined = os.path.join(folder, path) if folder else path
    return os.path.abspath(joined).replace(os.sep, "/")


def digest(content: bytes, size: int = 16) -> str:
    """Return the fingerprint under which `reads` records these bytes; `size` counts bytes."""
    return blake2b(content, digest_size=size).hexdigest()


class DiskReader:
    """Reads the disk; never follows into devices or pipes."""

    def __init__(self) -> None:
        self.reads: dict[str, str | None] = {}
        self.lookups: dict[str, bool] = {}
        self.listings: dict[str, Sequence[Entry] | None] = {}
        self._failures: dict[str, str] = {}

    def read(self, path: str) -> bytes | None:
        content = self.glance(path)
        if content is not None:
            self.reads[path] = digest(content)
        return content

    def glance(self, path: str) -> bytes | None:
        try:
            content = _content(path)
        except (OSError, ValueError) as error:
            self._failures[path] = reason_of(error)
            self.reads[path] = None
            return None
        self._failures.pop(path, None)
        return content

    def failure(self, path: str) -> str | None:
        return self._failures.get(path)

    def exists(self, path: str) -> bool:
        found = self.lookups[path] = os.path.exists(path)
        return found

    def is_dir(self, path: str) -> bool:
        found = os.path.isdir(path)
        self.lookups[path] = found or os.path.exists(path)
        return found

    def entries(self, path: str) -> Sequence[Entry] | None:
        if path not in self.listings:
            self.listings[path] = self._listed(path)
        return self.listings[path]

    def _listed(self, path: str) -> Sequence[Entry] | None:
        try:
            with os.scandir(path) as found:
                listed = [(entry.name, kind) for entry in found if (kind := _kind(entry))]
        except (OSError, ValueError) as error:
            self._failures[path] = reason_of(error)
            return None
        listed.sort()
        return listed

    def real(self, path: str) -> str:
        return os.path.realpath(path).replace(os.sep, "/")


class OverlayReader:
    """Reads given bytes for some paths (unsaved editor text, stdin), and `inner` for the rest."""

    def __init__(self, inner: Reader, contents: Mapping[str, bytes]) -> None:
        self._inner = inner
        self._contents = dict(contents)
        self._folders = _folders_of(self._contents)
        self.reads = inner.reads
        self.lookups = inner.lookups
        self.listings = inner.listings

    def read(self, path: str) -> bytes | None:
        content = self._contents.get(path)
        if content is None:
            return self._inner.read(path)
        self.reads[path] = digest(content)
        return content

    def glance(self, path: str) -> bytes | None:
        content = self._contents.get(path)
        return self._inner.glance(path) if content is None else content

    def failure(self, path: str) -> str | None:
        known = path in self._contents or path in self._folders
        return None if known else self._inner.failure(path)

    def exists(self, path: str) -> bool:
        return path in self._contents or path in self._folders or self._inner.exists(path)

    def is_dir(self, path: str) -> bool:
        return path in self._folders or self._inner.is_dir(path)

    def entries(self, path: str) -> Sequence[Entry] | None:
        listed = self._inner.entries(path)
        added = self._folders.get(path)
        if added is None:
            return listed
        merged = {**added, **dict(listed or ())}
        return sorted(merged.items())

    def real(self, path: str) -> str:
        return self._inner.real(path)


def reason_of(error: OSError | ValueError) -> str:
    """Say in a few words why reading failed."""
    if isinstance(error, OSError):
        known = REASONS.get(error.errno or 0)
        return known or (error.strerror or str(error)).lower()
    return "not a valid path"


def _content(path: str) -> bytes:
    # O_NONBLOCK: opening a pipe that nobody writes to would otherwise wait for ever.
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    try:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            number = errno.EISDIR if stat.S_ISDIR(status.st_mode) else 0
            raise OSError(number, "not a regular file")
        content = os.read(handle, status.st_size + 1)
        if len(content) == status.st_size:
            return content
        return content + _remainder(handle)
    finally:
        os.close(handle)


def _remainder(handle: int) -> bytes:
    """Read on to the end: the file grew, or a single read returns two gigabytes at most."""
    parts = []
    while part := os.read(handle, 1 << 20):
        parts.append(part)
    return b"".join(parts)


def _kind(entry: "os.DirEntry[str]") -> int:
    """Tell what an entry is; 0 for pipes, devices and links that lead nowhere."""
    try:
        if entry.is_dir(follow_symlinks=False):
            return FOLDER
        if not entry.is_symlink():
            return FILE if entry.is_file(follow_symlinks=False) else 0
        if entry.is_dir():
            return LINKED_FOLDER
        return FILE if entry.is_file() else 0
    except OSError:
        return 0


def _folders_of(contents: Mapping[str, bytes]) -> dict[str, dict[str, int]]:
    """Map each folder above the given files to what it holds of them."""
    folders: dict[str, dict[str, int]] = {}
    for path in contents:
        kind = FILE
        while path not in {"", "/"}:
            folder, _, name = path.rpartition("/")
            folders.setdefault(folder or "/", {})[name] = kind
            path, kind = folder, FOLDER  # noqa: PLW2901 (climbs to the root)
    return folders
