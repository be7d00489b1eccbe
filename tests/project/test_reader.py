import os
from pathlib import Path

import pytest

from samepath.linter.project.git_tree import GitError, GitTreeReader
from samepath.linter.project.reader import (
    FILE,
    FOLDER,
    LINKED_FOLDER,
    DiskReader,
    OverlayReader,
    absolute,
    digest,
)


def test_what_is_read_is_recorded(tree):
    top = tree({"a.py": "x = 1\n"})
    reader = DiskReader()

    assert reader.read(f"{top}/a.py") == b"x = 1\n"
    assert reader.reads == {f"{top}/a.py": digest(b"x = 1\n")}
    assert reader.failure(f"{top}/a.py") is None


def test_what_is_not_there_is_recorded(tree):
    top = tree({})
    reader = DiskReader()

    assert reader.read(f"{top}/a.py") is None
    assert reader.reads == {f"{top}/a.py": None}
    assert reader.failure(f"{top}/a.py") == "no such file or directory"
    assert not reader.exists(f"{top}/b.py")
    assert reader.lookups == {f"{top}/b.py": False}


def test_a_glance_records_failures_only(tree):
    top = tree({"a.py": "x"})
    reader = DiskReader()

    assert reader.glance(f"{top}/a.py") == b"x"
    assert reader.glance(f"{top}/b.py") is None
    assert reader.reads == {f"{top}/b.py": None}


def test_a_file_that_appears_is_read_at_the_next_try(tree):
    top = tree({})
    reader = DiskReader()
    assert reader.read(f"{top}/a.py") is None
    tree({"a.py": "x"})

    assert reader.read(f"{top}/a.py") == b"x"
    assert reader.failure(f"{top}/a.py") is None


def test_a_folder_a_pipe_and_a_loop_are_no_files(tree, tmp_path):
    top = tree({"folder/a.py": ""})
    os.mkfifo(tmp_path / "pipe.py")
    (tmp_path / "loop.py").symlink_to("loop.py")
    reader = DiskReader()
    names = ["folder", "pipe.py", "loop.py", "a\0b", "n" * 300]

    assert [reader.read(f"{top}/{name}") for name in names] == [None] * 5
    assert [reader.failure(f"{top}/{name}") for name in names] == [
        "a directory, not a file",
        "not a regular file",
        "a symbolic link that leads back to itself",
        "not a valid path",
        "the name is too long",
    ]
    assert [name for name, _ in reader.entries(top)] == ["folder"]


def test_an_unreadable_file_says_so(open_folder, as_nobody):
    secret = open_folder / "secret.py"
    secret.touch(mode=0o000)
    reader = DiskReader()
    with as_nobody():
        content = reader.read(secret.as_posix())

    assert content is None
    assert reader.failure(secret.as_posix()) == "permission denied"


def test_entries_are_sorted_and_told_apart(tree, tmp_path):
    top = tree({"b/x.py": "", "a.py": ""})
    (tmp_path / "link.py").symlink_to("a.py")
    (tmp_path / "link").symlink_to("b")
    (tmp_path / "nowhere").symlink_to("missing")

    assert list(DiskReader().entries(top)) == [
        ("a.py", FILE),
        ("b", FOLDER),
        ("link", LINKED_FOLDER),
        ("link.py", FILE),
    ]


def test_paths_are_made_absolute_and_normal():
    assert absolute("b/../c.py", "/a") == "/a/c.py"
    assert absolute("/x//y/", "/a") == "/x/y"
    assert absolute("c.py") == f"{Path.cwd().as_posix()}/c.py"


def test_unsaved_text_wins_over_the_disk(tree):
    top = tree({"a.py": "old", "b.py": "b"})
    reader = OverlayReader(DiskReader(), {f"{top}/a.py": b"new"})

    assert reader.read(f"{top}/a.py") == b"new"
    assert reader.glance(f"{top}/a.py") == b"new"
    assert reader.read(f"{top}/b.py") == b"b"
    assert reader.reads == {f"{top}/a.py": digest(b"new"), f"{top}/b.py": digest(b"b")}


def test_a_file_that_is_not_saved_yet_is_there_with_its_folders(tree):
    top = tree({"z.py": ""})
    path = f"{top}/new/deep/a.py"
    reader = OverlayReader(DiskReader(), {path: b"x"})

    assert reader.exists(path)
    assert reader.is_dir(f"{top}/new")
    assert not reader.is_dir(path)
    assert list(reader.entries(top)) == [("new", FOLDER), ("z.py", FILE)]
    assert list(reader.entries(f"{top}/new/deep")) == [("a.py", FILE)]
    assert reader.failure(f"{top}/new/deep") is None


@pytest.fixture
def repository(tree, git):
    """Return a repository whose first commit differs from its work tree."""
    top = tree({"a.py": "first", "pkg/b.py": "b", "pkg/é x.py": "odd", "gone.py": "gone"})
    Path(top, "link.py").symlink_to("pkg/b.py")
    Path(top, "loop.py").symlink_to("loop.py")
    Path(top, "away.py").symlink_to("../../away.py")
    git(top, "init", "-q")
    git(top, "add", ".")
    git(top, "commit", "-q", "-m", "first")
    tree({"a.py": "second", "new.py": "new"})
    Path(top, "gone.py").unlink()
    return top


def test_a_commit_is_read_as_it_was(repository):
    reader = GitTreeReader(repository, "HEAD")

    assert reader.read(f"{repository}/a.py") == b"first"
    assert reader.read(f"{repository}/gone.py") == b"gone"
    assert reader.read(f"{repository}/pkg/é x.py") == b"odd"
    assert reader.read(f"{repository}/link.py") == b"b"
    assert reader.read(f"{repository}/a.py") == b"first"
    assert reader.reads[f"{repository}/a.py"] == digest(b"first")
    reader.close()


def test_what_a_commit_lacks_is_not_there(repository):
    reader = GitTreeReader(repository, "HEAD")
    names = ["new.py", "loop.py", "away.py", "pkg"]

    assert [reader.read(f"{repository}/{name}") for name in names] == [None] * 4
    assert reader.failure(f"{repository}/new.py") == "no such file or directory"
    assert reader.failure(f"{repository}/pkg") == "a directory, not a file"
    assert not reader.exists(f"{repository}/new.py")
    assert not reader.exists("/etc/passwd")
    assert reader.entries(f"{repository}/missing") is None
    reader.close()


def test_the_folders_of_a_commit_are_listed(repository):
    reader = GitTreeReader(f"{repository}/pkg", "HEAD")

    assert list(reader.entries(repository)) == [
        ("a.py", FILE),
        ("gone.py", FILE),
        ("link.py", FILE),
        ("pkg", FOLDER),
    ]
    assert reader.is_dir(f"{repository}/pkg")
    assert not reader.is_dir(f"{repository}/a.py")
    reader.close()


@pytest.mark.parametrize("revision", ["nowhere", "--help", "HEAD:a.py", ""])
def test_a_revision_that_is_none_is_an_error_that_names_it(repository, revision):
    with pytest.raises(GitError, match=r"git rev-parse failed in .*: .*\^\{tree\}"):
        GitTreeReader(repository, revision)


def test_a_folder_outside_any_repository_is_an_error(tree):
    with pytest.raises(GitError, match="not a git repository"):
        GitTreeReader(tree({}), "HEAD")


def test_a_missing_git_is_an_error(tree, monkeypatch):
    monkeypatch.setenv("PATH", "")
    with pytest.raises(GitError, match="git is not installed"):
        GitTreeReader(tree({}), "HEAD")
