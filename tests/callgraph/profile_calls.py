"""Run programs and print, as JSON, which of their functions really called which.

`python profile_calls.py FOLDER...` imports `main` of each folder under a profiler and prints
{folder: {"edges": {caller: [callee]}, "error": text or null}}. A frame of a library in between
does not count: who handed the callback over is the caller. Bodies of generators and coroutines
run when somebody goes on with them, so nobody is noted as their caller; comprehensions and class
bodies belong to what is around them.
"""

import importlib
import inspect
import json
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from types import CodeType, FrameType

COMPREHENSIONS = {"<listcomp>", "<setcomp>", "<dictcomp>", "<genexpr>"}
LATER = inspect.CO_GENERATOR | inspect.CO_COROUTINE | inspect.CO_ASYNC_GENERATOR


def named(code: CodeType, name: str, lambdas: list[int]) -> Iterator[tuple[CodeType, str]]:
    """Yield every function below a code object with its name, as the call graph writes it."""
    for inner in code.co_consts:
        if not isinstance(inner, CodeType):
            continue
        if inner.co_name in COMPREHENSIONS:
            yield from named(inner, name, lambdas)
            continue
        label = inner.co_name
        if label == "<lambda>":
            lambdas[0] += 1
            label = f"<lambda{lambdas[0]}>"
        if inner.co_flags & inspect.CO_NEWLOCALS:
            yield inner, f"{name}.{label}"
        yield from named(inner, f"{name}.{label}", [0])


def names_in(folder: Path) -> dict[CodeType, str]:
    """Name every function of a program, and its modules."""
    names: dict[CodeType, str] = {}
    for file in sorted(folder.rglob("*.py")):
        parts = file.relative_to(folder).with_suffix("").parts
        module = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        code = compile(file.read_bytes(), str(file), "exec", dont_inherit=True)
        names.update([(code, module), *named(code, module, [0])])
    return names


def observe(folder: Path) -> dict[str, object]:
    """Import a program's main module and note its calls."""
    names = names_in(folder)
    modules = {name for code, name in names.items() if code.co_name == "<module>"}
    edges: dict[str, set[str]] = {}

    def note(frame: FrameType, event: str, _: object) -> None:
        code = frame.f_code
        if event != "call" or code.co_flags & LATER:
            return
        callee = names.get(code)
        if callee is None or callee in modules:
            return
        caller = frame.f_back
        while caller is not None and caller.f_code not in names:
            caller = caller.f_back
        if caller is not None:
            edges.setdefault(names[caller.f_code], set()).add(callee)

    error = None
    sys.path.insert(0, str(folder))
    before = set(sys.modules)
    sys.setprofile(note)
    threading.setprofile(note)
    try:
        importlib.import_module("main")
    except Exception as raised:  # noqa: BLE001 (whatever the program did wrong)
        error = f"{type(raised).__name__}: {raised}"
    finally:
        sys.setprofile(None)
        threading.setprofile(None)
        sys.path.remove(str(folder))
    forget(folder, before)
    return {"edges": {caller: sorted(edges[caller]) for caller in sorted(edges)}, "error": error}


def forget(folder: Path, before: set[str]) -> None:
    """Unload a program's modules: the next program has modules of the same names."""
    for name in set(sys.modules) - before:
        module = sys.modules[name]
        places = [getattr(module, "__file__", None) or "", *getattr(module, "__path__", [])]
        if any(place.startswith(f"{folder}/") for place in places):
            del sys.modules[name]
    importlib.invalidate_caches()


if __name__ == "__main__":
    sys.dont_write_bytecode = True
    out = sys.stdout
    sys.stdout = sys.stderr  # the programs print
    found = {name: observe(Path(name)) for name in sys.argv[1:]}
    print(json.dumps(found), file=out)
