"""What each door finds in a folder: file, row, column and code of every finding.

    PYTHONPATH=tests python -m doors.comparing FOLDER...

compares the doors on other folders than the examples, with all rules on, those in preview too.
"""

import asyncio
import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

Found = set[tuple[str, int, int, str]]
LINE = re.compile(r"(?:\./)?(?P<file>[^:]+?):(?P<row>\d+):(?P<column>\d+): (?P<code>\w+)")


def by_command(folder: Path, *arguments: str) -> Found:
    """Find with `samepath check`."""
    found = json.loads(run(folder, "samepath", "check", "--output-format=json", *arguments))
    return {
        (f["filename"], f["location"]["row"], f["location"]["column"], f["code"]) for f in found
    }


def by_hook(folder: Path) -> Found:
    """Find as the hook for pre-commit does, which is given every file by name."""
    return by_command(folder, "--force-exclude", *names_in(folder))


def by_flake8(folder: Path) -> Found:
    """Find as a plugin of flake8."""
    return told(run(folder, "flake8", "--isolated", "--select=RPL", "."))


def by_pylint(folder: Path) -> Found:
    """Find as a plugin of pylint, which counts columns from 0 and takes no family of ours.

    It is given every file by name: by itself it does not enter a package's folders that are none.
    """
    plugin = "--load-plugins=samepath.linter.frontends.pylint"
    only = ("--disable=all", "--enable=samepath", "--score=no")
    found = told(run(folder, "pylint", plugin, *only, *names_in(folder)))
    return {(f, row, column + 1, f"RPL{code[2:]}") for f, row, column, code in found}


def by_server(folder: Path, enough: int) -> Found:
    """Find as the language server, once it has shown so many findings."""
    from doors.editor import editing

    def shown(editor) -> Found:
        return {
            (uri.removeprefix(f"{folder.as_uri()}/"), at.line + 1, at.character + 1, each.code)
            for uri, diagnostics in editor.shown.items()
            for each in diagnostics
            for at in [each.range.start]
        }

    async def edit() -> Found:
        async with editing(folder) as editor:
            await editor.until(lambda: len(shown(editor)) >= enough)
            return shown(editor)

    return asyncio.run(edit())


def names_in(folder: Path) -> list[str]:
    """List the files of a folder."""
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*.py"))


def run(folder: Path, module: str, *arguments: str) -> str:
    """Run a module in a folder, and answer what it prints."""
    command = [sys.executable, "-m", module, *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.stderr == "", done.stderr
    return done.stdout


def told(text: str) -> Found:
    """Read what flake8 and pylint print."""
    found = map(LINE.match, text.splitlines())
    return {(f["file"], int(f["row"]), int(f["column"]), f["code"]) for f in found if f}


def main() -> int:
    """Compare the doors on copies of folders."""
    from samepath.linter.analysis.rulebook import load_rules

    rules = json.dumps([rule.name for rule in load_rules()])
    different = 0
    for given in map(Path, sys.argv[1:]):
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place).resolve() / "program"
            shutil.copytree(given, folder)
            settings = folder / "samepath.toml"
            settings.write_text(f"extend-select = {rules}\n")
            command = by_command(folder)
            others = {
                "hook": by_hook(folder), "flake8": by_flake8(folder), "pylint": by_pylint(folder),
                "server": by_server(folder, len(command)),
            }  # fmt: skip
        print(f"{given.name}: {len(command)} findings of the command")
        for door, found in others.items():
            different += len(found ^ command)
            print(f"  {door:8} {len(found):5}, {len(found ^ command)} different")
            for each in sorted(found ^ command)[:5]:
                print(f"    {each}")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
