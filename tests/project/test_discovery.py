import os
from pathlib import Path

import pytest

from samepath.linter.project.discovery import discover
from samepath.linter.project.git_tree import GitTreeReader
from samepath.linter.project.reader import DiskReader, OverlayReader


def found_in(top: str, *roots: str, **options) -> list[str]:
    reader = DiskReader()
    found = discover(reader, [f"{top}/{root}" for root in roots] or [top], **options)
    assert not found.problems
    return [path.removeprefix(f"{top}/") for path in found.files]


def test_python_files_are_found_in_order(tree):
    top = tree(dict.fromkeys(["b.py", "a/z.py", "a/a.py", "stub.pyi", "x.txt", "a.py/c.py"], ""))

    assert found_in(top) == ["a.py/c.py", "a/a.py", "a/z.py", "b.py"]


def test_roots_in_any_order_and_over_each_other_find_the_same(tree):
    top = tree(dict.fromkeys(["a/x.py", "a/b/y.py", "c.py"], ""))

    assert found_in(top, "a/b", "c.py", "a", "a") == ["a/b/y.py", "a/x.py", "c.py"]
    assert found_in(top, "a", "a/b", "c.py") == ["a/b/y.py", "a/x.py", "c.py"]


def test_folders_of_tools_and_environments_are_passed_over(tree):
    top = tree(
        dict.fromkeys(
            [
                ".git/x.py",
                ".venv/x.py",
                "node_modules/a/x.py",
                "a/__pycache__/x.py",
                "build/x.py",
                "myenv/pyvenv.cfg",
                "myenv/lib/x.py",
                "kept/x.py",
            ],
            "",
        )
    )

    assert found_in(top) == ["kept/x.py"]
    assert found_in(top, "myenv", "build/x.py") == ["build/x.py", "myenv/lib/x.py"]


def test_what_the_user_excludes_is_passed_over(tree):
    top = tree(dict.fromkeys(["a/gen/x.py", "a/x_pb2.py", "a/y.py", "top/x.py", "a/top/x.py"], ""))

    found = found_in(top, exclude=["gen", "*_pb2.py", "/top"], exclude_from=top)
    assert found == ["a/top/x.py", "a/y.py"]


def test_gitignore_files_hold_from_their_folder_down_and_the_nearest_wins(tree):
    top = tree(
        {
            ".gitignore": "/out/\n*_gen.py\n!kept_gen.py\n# comment\n\n",
            "out/x.py": "",
            "a/out/x.py": "",
            "a/x_gen.py": "",
            "a/kept_gen.py": "",
            "b/.gitignore": "!x_gen.py\nlocal.py\n",
            "b/x_gen.py": "",
            "b/local.py": "",
            "local.py": "",
        }
    )

    assert found_in(top) == ["a/kept_gen.py", "a/out/x.py", "b/x_gen.py", "local.py"]
    assert len(found_in(top, respect_gitignore=False)) == 7


def test_the_gitignore_of_the_repository_holds_below_it(tree):
    top = tree({".git/HEAD": "", ".gitignore": "gen\n", "a/b/gen/x.py": "", "a/b/y.py": ""})

    assert found_in(top, "a/b") == ["a/b/y.py"]
    assert found_in(top, "a/b/gen") == ["a/b/gen/x.py"]


def test_a_gitignore_outside_any_repository_holds_for_nothing_below(tree):
    top = tree({".gitignore": "gen\n", "a/gen/x.py": ""})

    assert found_in(top, "a") == ["a/gen/x.py"]


def test_a_gitignore_of_bytes_that_are_no_text_still_holds(tree):
    top = tree({".gitignore": b"\xff\xfe\ngen\r\n\\\n", "gen/x.py": "", "y.py": ""})

    assert found_in(top) == ["y.py"]


def test_links_that_lead_back_are_followed_once(tree):
    top = tree(dict.fromkeys(["a/x.py", "b/y.py"], ""))
    Path(top, "a", "up").symlink_to("..")
    Path(top, "a", "itself").symlink_to("itself")
    Path(top, "b", "a").symlink_to("../a")
    Path(top, "root").symlink_to("/")

    assert found_in(top) == ["a/x.py", "b/y.py"]


def test_a_link_to_a_folder_elsewhere_is_followed(tree):
    top = tree(dict.fromkeys(["program/x.py", "shared/y.py"], ""))
    Path(top, "program", "one").symlink_to("../shared")
    Path(top, "program", "two").symlink_to("../shared")

    assert found_in(top, "program") == ["program/one/y.py", "program/x.py"]


def test_a_folder_keeps_its_own_name_where_a_link_sorts_before_it(tree):
    top = tree({"b/x.py": ""})
    Path(top, "a").symlink_to("b")

    assert found_in(top) == ["b/x.py"]


def test_a_missing_path_is_told_of_and_the_rest_is_found(tree):
    top = tree({"x.py": ""})
    found = discover(DiskReader(), [f"{top}/nowhere", top])

    assert found.problems == ((f"{top}/nowhere", "no such file or directory"),)
    assert found.files == (f"{top}/x.py",)


def test_an_unreadable_folder_is_told_of_and_the_rest_is_found(open_folder, as_nobody):
    (open_folder / "closed").mkdir(mode=0o000)
    (open_folder / "x.py").touch()
    top = open_folder.as_posix()
    with as_nobody():
        found = discover(DiskReader(), [top])

    assert found.problems == ((f"{top}/closed", "permission denied"),)
    assert found.files == (f"{top}/x.py",)


def test_a_name_that_cannot_be_written_is_told_of(tree):
    top = tree({"x.py": "", "é.py": ""})
    Path(os.fsdecode(os.fsencode(top) + b"/\xff.py")).touch()
    found = discover(DiskReader(), [top])

    assert found.problems == ((f"{top}/\\udcff.py", "the name is not valid utf-8"),)
    assert found.files == (f"{top}/x.py", f"{top}/é.py")


def test_a_tree_of_two_thousand_levels_is_walked(tree):
    top = tree({})
    path = f"{top}/{'d/' * 2000}x.py"

    assert discover(OverlayReader(DiskReader(), {path: b""}), [top]).files == (path,)


def test_projects_are_the_folders_with_a_project_file(tree):
    files = ["a/pyproject.toml", "b/setup.py", "c/setup.cfg", "d/setup.py", "d/__init__.py"]
    top = tree(dict.fromkeys(files, ""))
    found = discover(DiskReader(), [top])

    assert found.projects == (f"{top}/a", f"{top}/b", f"{top}/c")
    assert found.roots == (top,)


def test_unsaved_files_are_found(tree):
    top = tree({"a.py": ""})
    reader = OverlayReader(DiskReader(), {f"{top}/new/b.py": b""})

    assert discover(reader, [top]).files == (f"{top}/a.py", f"{top}/new/b.py")


def test_the_files_of_a_commit_are_found(tree, git):
    top = tree({"a/x.py": "", "b.txt": "", ".gitignore": "gen", "gen/x.py": ""})
    git(top, "init", "-q")
    git(top, "add", "-f", ".")
    git(top, "commit", "-q", "-m", "first")
    Path(top, "a", "x.py").unlink()
    reader = GitTreeReader(top, "HEAD")

    assert discover(reader, [top]).files == (f"{top}/a/x.py",)
    reader.close()


@pytest.mark.parametrize("root", ["x.py", "script", "x.pyi"])
def test_files_asked_for_are_taken_as_they_are_but_for_stubs(tree, root):
    top = tree({root: ""})

    assert found_in(top, root) == ([] if root == "x.pyi" else [root])
