from collections.abc import Callable
from pathlib import Path

import pytest

Tree = Callable[..., str]


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
