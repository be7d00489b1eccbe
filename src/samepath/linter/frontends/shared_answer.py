"""An answer about a whole program, worked out once and shared through a file.

Tools that check file by file do so in several processes, which may share no memory (spawn,
forkserver). The first one works the answer out and writes it beside the project, under a name
made of everything it depends on; the others, and later runs of an unchanged program, read it.
"""

# pathlib is slow to load
# ruff: noqa: PTH100, PTH103, PTH105, PTH107, PTH110, PTH118, PTH120, PTH123, PTH208, PTH204

import atexit
import contextlib
import json
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from dataclasses import astuple
from hashlib import blake2b

import samepath
from samepath.linter.frontends.asking import Answer, Line, Question, lines_of
from samepath.linter.frontends.cli.opening import Opened, Program
from samepath.linter.frontends.cli.output import working_directory

FOLDER = ".samepath_cache"
KEPT = 8
"""Answers that stay in the folder; of more, the oldest go."""
TAG = "Signature: 8a477f597d28d172789f06886806bc55\n# made by samepath, can be removed\n"


def answer(question: Question, *, cache: bool = True) -> tuple[Answer, str | None]:
    """Return the answer, and the file that others find it in; None if it cannot be written."""
    opened = question.open()
    if not opened.programs:
        return {}, None
    key = _key(question, opened)
    lasting = cache and not any(p.settings.follow or p.settings.python for p in opened.programs)
    folder = _folder(opened.programs[0].root) if lasting else None
    folder = folder or _passing_folder()
    if folder is None:
        return lines_of(question.shown(opened)), None
    path = os.path.join(folder, f"answer-{key}.json")
    known = load(path)
    if known is None:
        known = lines_of(question.shown(opened))
        return known, path if _write(path, known) else None
    return known, path


def load(path: str) -> Answer | None:
    """Read an answer from its file; None if there is none, or not a whole one."""
    try:
        with open(path, encoding="ascii") as file:
            written = json.load(file)
        answer = {name: [Line(*line) for line in lines] for name, lines in written.items()}
        os.utime(path)  # the folder keeps what was used last
    except (OSError, ValueError, TypeError, AttributeError):
        return None
    return answer


def _key(question: Question, opened: Opened) -> str:
    """Name everything that the answer depends on: versions, settings, and every file's bytes."""
    state = blake2b(digest_size=16)
    for part in _parts(question, opened):
        state.update(part)
        state.update(b"\0")
    return state.hexdigest()


def _parts(question: Question, opened: Opened) -> Iterator[bytes]:
    said = (samepath.__version__, _installed(), working_directory(), question.paths)
    yield repr((said, sorted(question.options.items()))).encode("utf-8", "surrogateescape")
    for program in opened.programs:
        settings, focus = program.settings, sorted(program.focus or ())
        yield repr((program.root, settings, focus)).encode("utf-8", "surrogateescape")
        yield from _contents(program)


def _contents(program: Program) -> Iterator[bytes]:
    for path in program.project.discovery.files:
        yield path.encode("utf-8", "surrogateescape")
        yield blake2b(program.project.reader.glance(path) or b"").digest()


def _installed() -> float:
    """Tell when samepath itself changed last, for those who work on it."""
    own = os.path.dirname(os.path.abspath(samepath.__file__))
    places = [place for place, _, _ in os.walk(own) if not place.endswith("__pycache__")]
    files = [os.path.join(place, name) for place in places for name in os.listdir(place)]
    return max(os.path.getmtime(path) for path in files if path.endswith((".py", ".toml")))


def _folder(root: str) -> str | None:
    """Make the folder for answers, and say in it that it is a cache; None if that fails."""
    folder = os.environ.get("SAMEPATH_CACHE_DIR") or os.path.join(root, FOLDER)
    try:
        os.makedirs(folder, exist_ok=True)
        for name, text in (("CACHEDIR.TAG", TAG), (".gitignore", "*\n")):
            if not os.path.exists(os.path.join(folder, name)):
                with open(os.path.join(folder, name), "w", encoding="ascii") as file:
                    file.write(text)
    except OSError:
        return None
    return folder


def _passing_folder() -> str | None:
    """Make a folder that goes when this process does."""
    try:
        folder = tempfile.mkdtemp(prefix="samepath-")
    except OSError:
        return None
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _write(path: str, answer: Answer) -> bool:
    """Write under another name first: whoever reads finds a whole file or none."""
    written = {name: [astuple(line) for line in lines] for name, lines in answer.items()}
    draft = f"{path}.{os.getpid()}.{time.monotonic_ns()}"
    try:
        with open(draft, "w", encoding="ascii") as file:
            json.dump(written, file)
        os.replace(draft, path)
    except OSError:
        return False
    _sweep(os.path.dirname(path))
    return True


def _sweep(folder: str) -> None:
    with contextlib.suppress(OSError):  # another process sweeps too
        names = [name for name in os.listdir(folder) if name.startswith("answer-")]
        paths = [os.path.join(folder, name) for name in names]
        for path in sorted(paths, key=os.path.getmtime)[:-KEPT]:
            os.remove(path)
