#!/usr/bin/env python3
"""Install what the dialects were read from, each into a folder of its own under .sdks.

They do not go together: some bring protocol buffers of the same names, some need a newer Python
or an older neighbour. What is there already stays.
"""

import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from samepath.rules.dialects import Dialect, available_dialects, load_dialects

ROOT = Path(__file__).parent.parent
SDKS = ROOT / ".sdks"
OWN = "samepath"
SIDE_BY_SIDE = 3  # they wait for the network and unpack by turns


def main() -> int:
    """Install every SDK, some side by side; answer how many could not be."""
    said = tomllib.loads((ROOT / "tests/dialects/sdks.toml").read_text(encoding="utf-8"))
    dialects = load_dialects(available_dialects())
    with ThreadPoolExecutor(SIDE_BY_SIDE) as pool:
        done = list(pool.map(lambda dialect: bring(dialect, said[dialect.name]), dialects))
    return min(done.count(False), 1)


def bring(dialect: Dialect, options: dict[str, Any]) -> bool:
    """Install the SDK of a dialect where an interpreter for it is here; false if that failed."""
    interpreter = find_interpreter(options.get("python", ""))
    if interpreter is None:
        print(f"{dialect.title}: no Python {options['python']} here, not installed")
        return True
    if not install(dialect, options.get("beside", []), interpreter):
        print(f"{dialect.title}: not installed")
        return False
    return True


def install(dialect: Dialect, beside: list[str], interpreter: str) -> bool:
    """Bring one SDK into its folder, unless it is there; tell whether it is."""
    folder, stamp = SDKS / dialect.name, SDKS / dialect.name / "interpreter"
    wanted = [*dialect.packages, *beside] if dialect.name != OWN else []
    listed = SDKS / f"{dialect.name}.txt"
    lines = "\n".join([interpreter, *wanted])
    if stamp.exists() and listed.exists() and listed.read_text(encoding="utf-8") == lines:
        return True
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    if wanted and subprocess.run(command(interpreter, folder, wanted), check=False).returncode:
        return False
    listed.write_text(lines, encoding="utf-8")
    stamp.write_text(interpreter, encoding="utf-8")
    return True


def command(interpreter: str, folder: Path, wanted: list[str]) -> list[str]:
    """Return the command that installs packages into a folder."""
    pip = [sys.executable, "-m", "pip", "--python", interpreter, "--disable-pip-version-check"]
    how = ["--quiet", "--only-binary", ":all:", "--no-compile", "--no-warn-conflicts"]
    return [*pip, "install", *how, "--target", str(folder), *wanted]


def find_interpreter(oldest: str) -> str | None:
    """Return an interpreter that is new enough: this one, or another that the machine has."""
    if numbers(oldest) <= sys.version_info[:2]:
        return sys.executable
    return next((path for path in interpreters() if runs(path, oldest)), None)


def interpreters() -> Iterator[str]:
    """Yield interpreters on the path, and those that pyenv keeps."""
    for minor in range(12, 20):
        if (found := shutil.which(f"python3.{minor}")) is not None:
            yield found
    versions = Path(os.environ.get("PYENV_ROOT", "~/.pyenv")).expanduser() / "versions"
    yield from (str(path) for path in sorted(versions.glob("3.*/bin/python")))


def runs(path: str, oldest: str) -> bool:
    """Tell whether an interpreter starts, and is new enough."""
    asked = [path, "-c", "import sys; print('%d.%d' % sys.version_info[:2])"]
    done = subprocess.run(asked, check=False, capture_output=True, text=True)
    return done.returncode == 0 and numbers(done.stdout) >= numbers(oldest)


def numbers(text: str) -> tuple[int, ...]:
    """Return a version as numbers."""
    return tuple(int(part) for part in text.split(".") if part.strip())


if __name__ == "__main__":
    sys.exit(main())
