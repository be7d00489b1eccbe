"""`samepath check`: what the options mean, and the exit status."""

import io
import sys
from dataclasses import replace

import pytest

from samepath.effects import Consequence, Severity


def gap(finding):
    return replace(
        finding,
        code="RPL990",
        severity=Severity.NOTE,
        consequence=Consequence.UNKNOWN,
        message="not resolved",
        flows=(),
    )


def note(finding):
    return replace(
        finding,
        severity=Severity.NOTE,
        consequence=Consequence.HARMLESS,
        message="only a note",
        flows=(),
    )


def unsure(finding):
    [flow] = finding.flows
    graded = {"severity": Severity.NOTE, "consequence": Consequence.UNKNOWN}
    return replace(finding, **graded, flows=(replace(flow, **graded),))


def test_nothing_found_is_zero_and_an_empty_array(engine, shop, samepath):
    said = samepath("check", "--output-format", "json")

    assert (said.status, said.out, said.err) == (0, "[]\n", "")


def test_a_finding_is_one_and_told_in_full_with_a_summary(engine, clock, read, samepath):
    engine.findings, engine.workflows = (clock,), (read,)

    said = samepath("check")

    assert said.status == 1
    assert said.out == (
        "app/util.py:2:12: error[wall-clock] RPL101 reads the clock\n"
        " 1 │ def stamp():\n"
        " 2 │     return now()\n"
        "   │            ^^^^^\n"
        "   app.flows.checkout (dbos workflow)\n"
        "   ├─ app/flows.py:2 checkout → stamp\n"
        "   │  └─ app/util.py:2 stamp → now()\n"
        "   └─ app/flows.py:2 decides the branch  if stamp():\n"
        "   help: read it in a step\n"
        "\n"
        "1 error\n"
        "read 2 of 2 files, 30 lines; 1 workflow found, 1 read completely; 0 gaps\n"
    )


def test_concise_output_is_one_line_a_finding_and_quiet_leaves_out_the_summary(
    engine, clock, samepath
):
    engine.findings = (clock,)

    told = samepath("check", "--output-format", "concise", "-q")
    silent = samepath("check", "-q", "-q")

    assert told.out == (
        "app/util.py:2:12: error[wall-clock] RPL101 reads the clock (app.flows.checkout > stamp)\n"
    )
    assert (silent.status, silent.out) == (1, "")


def test_notes_and_gaps_are_told_when_asked_for_and_never_change_the_status(
    engine, clock, samepath
):
    engine.findings = (note(clock), gap(clock))

    def messages(*options):
        said = samepath("check", "--output-format", "json", *options)
        assert said.status == 0
        return [finding["message"] for finding in said.json]

    assert messages() == []
    assert messages("--show-notes") == ["only a note"]
    assert messages("--show-gaps") == ["not resolved"]
    assert messages("--show-notes", "--show-gaps") == ["only a note", "not resolved"]


def test_strict_makes_a_warning_of_what_is_not_known(engine, clock, samepath):
    engine.findings = (unsure(clock),)

    assert samepath("check").status == 0
    said = samepath("check", "--strict", "--output-format", "json")
    assert said.status == 1
    assert [finding["severity"] for finding in said.json] == ["warning"]


def test_strict_can_be_a_setting(engine, clock, shop, samepath):
    engine.findings = (unsure(clock),)
    (shop / "pyproject.toml").write_text("[tool.samepath]\nstrict = true\n")

    assert samepath("check").status == 1


def test_exit_zero_hides_findings_from_the_status_but_not_from_the_reader(engine, clock, samepath):
    engine.findings = (clock,)

    said = samepath("check", "--exit-zero", "--output-format", "concise")

    assert said.status == 0
    assert "RPL101" in said.out


class TestPaths:
    def test_without_paths_the_whole_project_is_checked(self, engine, shop, samepath):
        samepath("check")

        assert engine.asked[0]["roots"] == [str(shop)]
        assert engine.asked[0]["focus"] is None

    def test_a_named_file_filters_and_does_not_narrow_the_program(
        self, engine, clock, shop, samepath
    ):
        engine.findings = (clock,)

        through = samepath("check", "app/flows.py", "--output-format", "concise", "-q")
        apart = samepath("check", "pyproject.toml", "--output-format", "concise", "-q")

        assert engine.asked[0]["roots"] == [str(shop), f"{shop}/app/flows.py"]
        assert engine.asked[0]["focus"] == {f"{shop}/app/flows.py"}
        assert through.status == 1
        assert through.out == (
            "app/flows.py:2:8: error[wall-clock] RPL101 reads the clock, in app/util.py:2 "
            "(app.flows.checkout > stamp)\n"
        )
        assert (apart.status, apart.out) == (0, "")

    def test_below_the_project_only_what_touches_this_folder_is_told(
        self, engine, clock, shop, samepath, monkeypatch
    ):
        (shop / "docs").mkdir()
        engine.findings = (clock,)
        monkeypatch.chdir(shop / "docs")

        assert samepath("check").status == 0
        monkeypatch.chdir(shop / "app")
        assert samepath("check", "--output-format", "concise", "-q").out.startswith("util.py:2:12")

    def test_a_missing_path_is_two_and_the_others_are_still_checked(self, engine, clock, samepath):
        engine.findings = (clock,)

        said = samepath("check", "gone.py", "app", "", "--output-format", "concise", "-q")

        assert said.status == 2
        assert said.err == (
            "samepath: gone.py: no such file or directory\n"
            "samepath: '': no such file or directory\n"
        )
        assert "RPL101" in said.out

    def test_only_missing_paths_are_two_and_nothing_is_checked(self, engine, shop, samepath):
        said = samepath("check", "gone.py")

        assert (said.status, said.out) == (2, "")
        assert engine.asked == []

    def test_paths_of_two_projects_are_checked_under_their_own_settings(
        self, engine, clock, shop, samepath
    ):
        other = shop.parent / "other"
        other.mkdir()
        (other / "samepath.toml").write_text("strict = true\n")
        engine.findings = (clock,)

        samepath("check", ".", other)

        assert [(asked["roots"], asked["settings"].strict) for asked in engine.asked] == [
            ([str(shop)], False),
            ([str(other)], True),
        ]

    def test_a_finding_that_two_programs_share_is_told_once(self, engine, clock, shop, samepath):
        (shop / "app" / "samepath.toml").write_text("")
        engine.findings = (clock,)

        said = samepath("check", ".", "app", "--output-format", "json")

        assert len(engine.asked) == 2
        assert len(said.json) == 1


class TestStdin:
    def give(self, monkeypatch, content):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))

    def test_takes_the_place_of_the_named_file(self, engine, shop, samepath, monkeypatch):
        self.give(monkeypatch, b"x = 1\n")

        samepath("check", "-", "--stdin-filename", "app/util.py")

        asked = engine.asked[0]
        assert asked["reader"].read(f"{shop}/app/util.py") == b"x = 1\n"
        assert asked["reader"].read(f"{shop}/app/flows.py").startswith(b"def checkout")
        assert asked["roots"] == [str(shop), f"{shop}/app/util.py"]
        assert asked["focus"] == {f"{shop}/app/util.py"}

    def test_is_shown_in_code_frames(self, engine, clock, samepath, monkeypatch):
        engine.findings = (clock,)
        self.give(monkeypatch, b"\n    return then()\r\n")

        said = samepath("check", "-", "--stdin-filename", "app/util.py")

        assert " 2 │     return then()\n" in said.out

    def test_without_a_name_is_a_file_of_its_own(self, engine, shop, samepath, monkeypatch):
        self.give(monkeypatch, b"x = 1\n")

        samepath("check", "-")

        assert engine.asked[0]["focus"] == {f"{shop}/stdin.py"}

    def test_a_name_without_a_dash_is_a_mistake(self, engine, shop, samepath):
        said = samepath("check", "--stdin-filename", "a.py")

        assert said.status == 2
        assert said.err == (
            "samepath: --stdin-filename names the file behind `-`, but there is no `-`\n"
        )


class TestSettings:
    def enabled(self, engine, *rules):
        settings = engine.asked[-1]["settings"]
        return [settings.rule_enabled(*rule) for rule in rules]

    def test_rules_are_selected_by_code_and_name_and_at_commas(self, engine, shop, samepath):
        rules = ("RPL101", "wall-clock"), ("RPL102", "random-value")

        samepath("check", "--select", "wall-clock, RPL102", "--ignore", "RPL101")

        assert self.enabled(engine, *rules) == [False, True]

    def test_rules_are_ignored_in_some_files(self, engine, shop, samepath):
        samepath("check", "--per-file-ignores", "app/*:RPL101,docs/*:wall-clock")

        assert self.enabled(
            engine,
            ("RPL101", "wall-clock", f"{shop}/app/util.py"),
            ("RPL101", "wall-clock", f"{shop}/docs/util.py"),
            ("RPL101", "wall-clock", f"{shop}/other.py"),
        ) == [False, False, True]

    @pytest.mark.parametrize(
        ("option", "value", "complaint"),
        [
            ("--select", "wall-clok", "--select: there is no rule `wall-clok`; did you mean"),
            ("--ignore", "XYZ1", "--ignore: there is no rule `XYZ1`"),
            ("--extend-select", "zzz", "--extend-select: there is no rule `zzz`"),
            ("--per-file-ignores", "a.py:zzz", "--per-file-ignores: there is no rule `zzz`"),
            ("--per-file-ignores", "a.py", "--per-file-ignores: `a.py` is not PATTERN:RULE"),
            ("--per-file-ignores", ":RPL101", "--per-file-ignores: `:RPL101` is not PATTERN:RULE"),
            ("--config", "gone.toml", "gone.toml: no such file or directory"),
        ],
    )
    def test_a_mistake_is_two_with_one_sentence(
        self, engine, shop, samepath, option, value, complaint
    ):
        said = samepath("check", option, value)

        assert said.status == 2
        assert complaint in said.err
        assert said.err.count("\n") == 1
        assert engine.asked == []

    def test_a_mistake_in_the_file_is_two_unless_settings_are_left_out(
        self, engine, shop, samepath
    ):
        (shop / "pyproject.toml").write_text("[tool.samepath]\nstrikt = true\n")

        said = samepath("check")

        assert said.status == 2
        assert "strikt" in said.err
        assert samepath("check", "--isolated").status == 0
        assert engine.asked[0]["roots"] == [str(shop)]

    def test_another_file_can_be_named_and_the_program_stays_the_same(self, engine, shop, samepath):
        elsewhere = shop.parent / "elsewhere.toml"
        elsewhere.write_text("strict = true\n")

        samepath("check", "--config", elsewhere)

        assert engine.asked[0]["settings"].strict
        assert engine.asked[0]["roots"] == [str(shop)]

    def test_verbose_says_what_is_read(self, engine, shop, samepath):
        said = samepath("check", "-v")

        assert said.err == f"samepath: reading {shop}, settings from {shop}/pyproject.toml\n"


class TestOutputFile:
    def test_takes_the_output_and_leaves_the_terminal_alone(self, engine, clock, shop, samepath):
        engine.findings = (clock,)

        said = samepath("check", "-o", "out.json", "--output-format", "json")

        assert (said.status, said.out) == (1, "")
        assert '"RPL101"' in (shop / "out.json").read_text()

    def test_is_plain_whatever_the_terminal_can_show(
        self, engine, clock, shop, samepath, monkeypatch
    ):
        engine.findings = (clock,)
        monkeypatch.delenv("NO_COLOR")
        monkeypatch.setenv("FORCE_COLOR", "1")

        samepath("check", "-o", "plain.txt")
        samepath("check", "-o", "painted.txt", "--color", "always")

        assert "├─ app/flows.py:2 checkout → stamp" in (shop / "plain.txt").read_text("utf-8")
        assert "\x1b[" not in (shop / "plain.txt").read_text("utf-8")
        assert "\x1b[1;31merror" in (shop / "painted.txt").read_text("utf-8")

    def test_that_cannot_be_written_is_two_with_one_sentence(self, engine, shop, samepath):
        said = samepath("check", "-o", "gone/out.json")

        assert said.status == 2
        assert said.err == "samepath: cannot write gone/out.json: No such file or directory\n"


def test_a_crash_in_the_engine_is_two_and_no_traceback(engine, shop, samepath, monkeypatch):
    monkeypatch.delenv("SAMEPATH_TRACEBACK", raising=False)
    engine.error = AssertionError()

    said = samepath("check")

    assert said.status == 2
    assert said.err.startswith("samepath: AssertionError: no more is known; this is a fault")


def test_colour_is_there_when_it_is_wanted_always(engine, clock, samepath):
    engine.findings = (clock,)

    assert "\x1b[1;31merror[wall-clock]\x1b[0m" in samepath("check", "--color", "always").out


def test_a_working_directory_that_is_gone_is_two_with_one_sentence(
    engine, tmp_path, samepath, monkeypatch
):
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()

    said = samepath("check")

    assert said.status == 2
    assert said.err == "samepath: the working directory does not exist any more\n"
