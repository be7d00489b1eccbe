"""A reader for what a commit holds, without checking it out."""

import os
import subprocess
from collections.abc import Sequence

from samepath.linter.project.reader import FILE, FOLDER, Entry, absolute, digest

LINK_MODE = b"120000"
MODULE_MODE = b"160000"  # a submodule: its files are in another repository
LONGEST_CHAIN_OF_LINKS = 8


class GitError(Exception):
    """Git is missing, or there is no such repository or revision; the text says which."""


class GitTreeReader:
    """Reads the files of one revision, under the paths that they have in the work tree.

    Nothing outside the repository is there, nor is anything in its submodules. Links to
    files inside the tree are followed, links to folders are not. Raises GitError.
    """

    def __init__(self, repository: str, revision: str) -> None:
        self.reads: dict[str, str | None] = {}
        self.lookups: dict[str, bool] = {}
        self.listings: dict[str, Sequence[Entry] | None] = {}
        top = _git(repository, "rev-parse", "--show-toplevel").rstrip(b"\n")
        self.top = absolute(os.fsdecode(top))
        self.tree = _tree_of(self.top, revision)
        self._failures: dict[str, str] = {}
        self._folders: dict[str, dict[str, int]] = {self.top: {}}
        self._blobs: dict[str, tuple[bytes, bytes]] = {}  # path -> (mode, object)
        for mode, blob, name in _listing(self.top, self.tree):
            self._add(f"{self.top}/{name}", mode, blob)
        self._batch: subprocess.Popen[bytes] | None = None

    def read(self, path: str) -> bytes | None:
        content = self.glance(path)
        if content is not None:
            self.reads[path] = digest(content)
        return content

    def glance(self, path: str) -> bytes | None:
        blob = self._blob(path)
        if blob is None:
            folder = path in self._folders
            reason = "a directory, not a file" if folder else "no such file or directory"
            self._failures[path] = reason
            self.reads[path] = None
            return None
        return self._content(blob)

    def failure(self, path: str) -> str | None:
        return self._failures.get(path)

    def exists(self, path: str) -> bool:
        found = path in self._folders or self._blob(path) is not None
        self.lookups[path] = found
        return found

    def is_dir(self, path: str) -> bool:
        self.exists(path)
        return path in self._folders

    def entries(self, path: str) -> Sequence[Entry] | None:
        if path not in self.listings:
            self.listings[path] = self._listed(path)
        return self.listings[path]

    def _listed(self, path: str) -> Sequence[Entry] | None:
        names = self._folders.get(path)
        if names is None:
            self._failures[path] = "no such file or directory"
            return None
        return sorted(item for item in names.items() if self._is_readable(path, item))

    def real(self, path: str) -> str:
        return path

    def close(self) -> None:
        """End the process that hands out file contents; reading starts it again."""
        if self._batch is None:
            return
        self._batch.communicate()
        self._batch = None

    def _add(self, path: str, mode: bytes, blob: bytes) -> None:
        if mode == MODULE_MODE:
            return
        self._blobs[path] = (mode, blob)
        kind = FILE
        while path != self.top:
            folder, _, name = path.rpartition("/")
            known = folder in self._folders
            self._folders.setdefault(folder, {})[name] = kind
            if known:
                return
            path, kind = folder, FOLDER

    def _is_readable(self, folder: str, entry: Entry) -> bool:
        name, kind = entry
        return kind == FOLDER or self._blob(f"{folder}/{name}") is not None

    def _blob(self, path: str) -> bytes | None:
        """Return the object that holds a file, links followed."""
        for _ in range(LONGEST_CHAIN_OF_LINKS):
            mode, blob = self._blobs.get(path, (b"", b""))
            if mode != LINK_MODE:
                return blob or None
            target = os.fsdecode(self._content(blob))
            path = absolute(target, path.rpartition("/")[0])
        return None

    def _content(self, blob: bytes) -> bytes:
        if self._batch is None:
            self._batch = _start(self.top, "cat-file", "--batch")
        assert self._batch.stdin is not None
        assert self._batch.stdout is not None
        self._batch.stdin.write(blob + b"\n")
        self._batch.stdin.flush()
        header = self._batch.stdout.readline().split()
        if len(header) != 3:  # noqa: PLR2004 (object, type, size)
            raise GitError(f"git cannot read object {blob.decode()} of {self.top}")
        content = self._batch.stdout.read(int(header[2]) + 1)
        return content[:-1]


def _tree_of(top: str, revision: str) -> bytes:
    """Return the tree of a revision, whatever it is called."""
    wanted = f"{revision}^{{tree}}"
    return _git(top, "rev-parse", "--verify", "--quiet", "--end-of-options", wanted).strip()


def _listing(top: str, tree: bytes) -> list[tuple[bytes, bytes, str]]:
    lines = _git(top, "ls-tree", "-r", "-z", "--full-tree", tree.decode()).split(b"\0")
    listed = []
    for line in filter(None, lines):
        about, _, name = line.partition(b"\t")
        mode, _, blob = about.split(b" ")
        listed.append((mode, blob, os.fsdecode(name)))
    return listed


def _git(folder: str, *arguments: str) -> bytes:
    process = _start(folder, *arguments)
    output, errors = process.communicate()
    if process.returncode == 0:
        return output
    said = os.fsdecode(errors).strip().splitlines()
    reason = said[0].removeprefix("fatal: ") if said else "there is no such revision"
    raise GitError(f"git {arguments[0]} failed in {folder}: {reason} ({arguments[-1]})")


def _start(folder: str, *arguments: str) -> "subprocess.Popen[bytes]":
    # No locks are taken, and nothing is fetched for a partial clone.
    settings = {"GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1", "LC_ALL": "C"}
    try:
        return subprocess.Popen(  # noqa: S603
            ["git", "-C", folder, *arguments],  # noqa: S607
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, **settings},
        )
    except FileNotFoundError:
        raise GitError("git is not installed, or not on the path") from None
