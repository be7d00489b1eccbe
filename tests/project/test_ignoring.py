"""The patterns that are looked up must say what pathspec, and what git itself, says."""

import subprocess
import sys

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pathspec import GitIgnoreSpec

from samepath.linter.project.ignoring import Patterns

NAMES = ["a", "b", "a.py", "b.pyc", "x.egg-info", "a b", ".env"]
PATTERNS = [
    *NAMES,
    *(f"{name}/" for name in NAMES),
    *(f"/{name}" for name in NAMES),
    *(
        "a/b",
        "/a/b/",
        "b/a.py",
        "*.py",
        "*.pyc/",
        "*.egg-info",
        "*",
        "**",
        "*.py[cod]",
        "?",
        "x.*",
        "*.py[!c]",
        "[a-b]",
        "*.*",
        "?.py",
    ),
    *(
        "**/b",
        "a/**",
        "a/**/b",
        "a*",
        "\\a",
        "a\\ ",
        "a ",
        " a",
        "#a",
        "\\#a",
        "",
        "/",
        "//",
        "a//b",
    ),
    *(
        "!a",
        "!*.py",
        "!/a/b",
        "!b/",
        ".",
        "..",
        "./a",
        "*.",
        "*/",
        "/*",
        "[ab]",
        "a/*",
        "*a/",
        "**a",
    ),
]
KNOWN = ["*.py[cod]", "!a.py", "/a/b", "b/"]

paths = st.lists(st.sampled_from(NAMES), min_size=1, max_size=3).map("/".join)


def verdicts(patterns: list[str], path: str, *, folder: bool) -> tuple[bool | None, bool | None]:
    spec = GitIgnoreSpec.from_lines(patterns)
    expected = spec.check_file(f"{path}/" if folder else path).include
    return Patterns(patterns).verdict(path, folder=folder), expected


@given(st.lists(st.sampled_from(PATTERNS), max_size=5), paths, st.booleans())
@example(KNOWN, "a/b", True)
@example(["a", "!a"], "a", False)
def test_the_verdict_is_that_of_pathspec_where_nothing_above_is_ignored(patterns, path, folder):
    parts = path.split("/")
    above = ["/".join(parts[:end]) for end in range(1, len(parts))]
    if any(Patterns(patterns).verdict(one, folder=True) for one in above):
        return  # the walk never gets there
    ours, theirs = verdicts(patterns, path, folder=folder)

    assert bool(ours) == bool(theirs)


@given(st.lists(st.sampled_from([p for p in PATTERNS if "!" not in p]), max_size=5), paths)
def test_asking_twice_answers_the_same(patterns, path):
    asked = Patterns(patterns)

    assert [asked.verdict(path, folder=True) for _ in range(2)] == [
        Patterns(patterns).verdict(path, folder=True)
    ] * 2


@pytest.mark.parametrize("patterns", [KNOWN, *(PATTERNS[start::8] for start in range(8))])
def test_the_verdict_is_that_of_git(tree, git, patterns):
    candidates = [f"{one}/{other}" for one in NAMES for other in NAMES] + NAMES
    top = tree({".gitignore": "\n".join(patterns)})
    git(top, "init", "-q")
    asked = subprocess.run(
        ["git", "check-ignore", "--stdin", "--no-index"],
        cwd=top,
        input="\n".join(candidates),
        capture_output=True,
        text=True,
        check=False,
    )
    ignored = set(asked.stdout.replace('"', "").splitlines())
    ours = Patterns(patterns)

    for path in candidates:
        first, _, rest = path.partition("/")
        is_above = bool(rest) and ours.verdict(first, folder=True)
        assert bool(is_above or ours.verdict(path, folder=False)) == (path in ignored), path


def test_patterns_that_git_passes_over_are_passed_over():
    patterns = Patterns(["!", "\\", "gen*"])

    assert patterns.verdict("generated", folder=False)
    assert patterns.verdict("a", folder=False) is None


def test_plain_patterns_do_not_load_pathspec():
    code = """
import sys
from samepath.linter.project.ignoring import Patterns
patterns = Patterns(["build/", "*.egg-info", "/site", "# no", "a/b", "*.py[cod]"])
assert patterns.verdict("a.pyc", folder=False) and not patterns.verdict("a.py", folder=False)
assert patterns.verdict("build", folder=True) and not patterns.verdict("build", folder=False)
assert patterns.verdict("x.egg-info", folder=True) and patterns.verdict("a/b", folder=False)
assert not patterns.verdict("a/site", folder=True) and patterns.verdict("site", folder=True)
sys.exit("pathspec" in sys.modules)
"""
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
