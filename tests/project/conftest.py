import os
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

Tree = Callable[..., str]
NOBODY = 65534


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    """Write files given as path and text; return their folder."""

    def write(files: dict[str, str | bytes]) -> str:
        for name, content in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return tmp_path.as_posix()

    return write


@pytest.fixture
def as_nobody() -> Callable[[], AbstractContextManager[None]]:
    """Return a context in which the permissions of files hold; root reads everything."""

    @contextmanager
    def become() -> Iterator[None]:
        is_root = os.geteuid() == 0
        if is_root:
            os.seteuid(NOBODY)
        try:
            yield
        finally:
            if is_root:
                os.seteuid(0)

    return become


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """Return a new folder that every user may enter."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        folder.chmod(0o755)
        yield folder


@pytest.fixture
def git() -> Callable[..., None]:
    """Return a way to run git in a folder, whoever the machine's user is."""
    settings = ["user.name=somebody", "user.email=somebody@example.org", "commit.gpgsign=false"]

    def run(folder: str, *arguments: str) -> None:
        options = [part for setting in settings for part in ("-c", setting)]
        subprocess.run(["git", *options, *arguments], cwd=folder, check=True)

    return run
