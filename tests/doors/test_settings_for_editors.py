"""The settings for editors can be read, and name the command that there is."""

import json
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

from samepath.linter.frontends.cli.commands import COMMANDS

EDITORS = Path(__file__).parent.parent.parent / "editors"


def test_helix_and_sublime_start_the_server():
    helix = tomllib.loads((EDITORS / "helix.toml").read_text())["language-server"]["samepath"]
    sublime = json.loads((EDITORS / "sublime.json").read_text())["clients"]["samepath"]

    assert [helix["command"], *helix["args"]] == sublime["command"] == ["samepath", "server"]
    assert "server" in COMMANDS


def test_neovim_and_emacs_start_the_server():
    assert '{ "samepath", "server" }' in (EDITORS / "neovim.lua").read_text()
    assert '"samepath" "server"' in (EDITORS / "emacs.el").read_text()


@pytest.mark.skipif(shutil.which("luac") is None, reason="neovim.lua is not read: no luac here")
def test_the_settings_for_neovim_are_lua():
    subprocess.run(["luac", "-p", str(EDITORS / "neovim.lua")], check=True)
