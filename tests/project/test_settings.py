import pytest

from samepath.effects import Severity
from samepath.linter.project.config import check_selectors, load_settings
from samepath.linter.project.discovery import DEFAULT_EXCLUDE
from samepath.linter.project.known import ConfigError, Known
from samepath.linter.project.reader import DiskReader
from samepath.linter.project.selection import is_match
from samepath.linter.project.settings import Contract, Marker, Settings

RULES = (
    ("RPL101", "wall-clock"),
    ("RPL102", "random-value"),
    ("RPL201", "unordered-iteration"),
    ("RPL401", "global-write"),
)
KNOWN = Known(RULES, ("dbos", "temporal", "aws"), ("workflow", "step"))


@pytest.fixture
def settled(tree):
    """Return the settings in a samepath.toml, and what is wrong with it."""

    def read(text: str | bytes) -> tuple[Settings, list[str]]:
        top = tree({"samepath.toml": text, "app/flow.py": ""})
        settings, errors = load_settings(DiskReader(), f"{top}/app/flow.py", KNOWN)
        assert {error.path for error in errors} <= {f"{top}/samepath.toml"}
        return settings, [error.message for error in errors]

    return read


@pytest.fixture
def found(tree):
    """Return which file the settings for a path come from, and their folder."""

    def find(files: dict[str, str], start: str, **options) -> tuple[str | None, str]:
        top = tree(files)
        settings, errors = load_settings(DiskReader(), f"{top}/{start}", **options)
        assert errors == ()
        path = settings.path and settings.path.removeprefix(f"{top}/")
        return path, settings.root.removeprefix(top)

    return find


TABLE = "[tool.samepath]\n"


def test_the_nearest_file_wins(found):
    files = {"pyproject.toml": TABLE, "a/samepath.toml": "", "a/b/x.py": "", "c/y.py": ""}

    assert found(files, "a/b/x.py") == ("a/samepath.toml", "/a")
    assert found(files, "a/b") == ("a/samepath.toml", "/a")
    assert found(files, "c/gone.py") == ("pyproject.toml", "")


def test_a_file_of_our_own_wins_over_the_shared_one(found):
    assert found({"pyproject.toml": TABLE}, "x.py")[0] == "pyproject.toml"
    assert found({"samepath.toml": ""}, "x.py")[0] == "samepath.toml"
    assert found({".samepath.toml": ""}, "x.py")[0] == ".samepath.toml"


def test_a_shared_file_without_our_table_is_passed_over(found):
    files = {"pyproject.toml": TABLE, "a/pyproject.toml": '[project]\nname = "samepath"\n'}

    assert found(files, "a") == ("pyproject.toml", "")


def test_a_broken_shared_file_of_others_is_not_our_business(found):
    assert found({"a/pyproject.toml": "[[[", "pyproject.toml": TABLE}, "a")[0] == "pyproject.toml"


def test_without_settings_the_folder_is_the_repository_else_the_project(found):
    project = {"a/pyproject.toml": "", "a/b/x.py": ""}

    assert found({"a/b/x.py": ""}, "a/b") == (None, "/a/b")
    assert found(project, "a/b") == (None, "/a")
    assert found({**project, ".git/HEAD": ""}, "a/b") == (None, "")


def test_a_file_can_be_named(tree):
    top = tree({"ci/strict.toml": "strict = true", "samepath.toml": ""})
    settings, errors = load_settings(DiskReader(), top, file=f"{top}/ci/strict.toml")

    assert settings.strict
    assert settings.root == f"{top}/ci"
    assert errors == ()


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("gone.toml", "no such file or directory"),
        ("pyproject.toml", "the file has no table `tool.samepath`"),
    ],
)
def test_a_named_file_without_settings_is_a_mistake(tree, name, message):
    top = tree({"pyproject.toml": "[tool.ruff]\n", "samepath.toml": ""})
    _, errors = load_settings(DiskReader(), top, file=f"{top}/{name}")

    assert errors == (ConfigError(f"{top}/{name}", message),)


def test_nothing_said_is_the_default(settled):
    settings, errors = settled("")

    assert errors == []
    assert settings == Settings(settings.root, settings.path, selections=settings.selections)
    assert all(settings.rule_enabled(*rule) for rule in RULES)
    assert settings.exclude == DEFAULT_EXCLUDE


def test_every_key_is_read(settled):
    settings, errors = settled(
        """
        src = ["lib", "libs/*/src"]
        exclude = ["gen"]
        extend-exclude = ["*_pb2.py"]
        respect-gitignore = false
        follow = ["acme_*"]
        python = ".venv"
        select = ["RPL1"]
        extend-select = ["global-write"]
        ignore = ["RPL102"]
        strict = true
        require-reason = true
        dialects = ["dbos", "!aws"]

        [severity]
        wall-clock = "note"

        [per-file-ignores]
        "tests/**" = ["ALL"]

        [markers]
        "acme.flow" = { role = "workflow", dialect = "dbos" }

        [contracts]
        "acme.now" = { is = "unstable", effect = "network read", reason = "asks a server" }
        "acme.pure" = { is = "deterministic", reason = "only adds" }
        "acme.charge" = { is = "step", dialect = "aws", reason = "wrapped by hand" }
        """
    )
    top = settings.root

    assert errors == []
    assert settings.src == (f"{top}/lib", f"{top}/libs/*/src")
    assert settings.exclude == ("gen", "*_pb2.py")
    assert not settings.respect_gitignore
    assert settings.follow == ("acme_*",)
    assert settings.python == f"{top}/.venv"
    assert settings.strict
    assert settings.require_reason
    assert settings.markers == (Marker("acme.flow", "workflow", "dbos"),)
    assert settings.contracts == (
        Contract("acme.now", "unstable", "asks a server", effect="network read"),
        Contract("acme.pure", "deterministic", "only adds"),
        Contract("acme.charge", "step", "wrapped by hand", dialect="aws"),
    )
    assert [rule for rule in RULES if settings.rule_enabled(*rule)] == [RULES[0], RULES[3]]
    assert not settings.rule_enabled(*RULES[0], filename=f"{top}/tests/a/test_x.py")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("selct = []", "unknown key `selct`; did you mean `select`?"),
        ("extend_exclude = []", "unknown key `extend_exclude`; did you mean `extend-exclude`?"),
        ("zzz = 1", "unknown key `zzz`"),
        ("strict = 'yes'", "`strict` must be true or false, not a string"),
        ("src = 'lib'", "`src` must be a list of strings, not a string"),
        ("src = [1.5]", "`src` must be a list of strings, with a number in it"),
        ("python = 3", "`python` must be a string, not a number"),
        ("python = 1979-05-27", "`python` must be a string, not a date"),
        ("markers = []", "`markers` must be a table, not a list"),
        (
            "select = ['wall-clok']",
            "`select`: there is no rule `wall-clok`; did you mean `wall-clock`?",
        ),
        ("ignore = ['RPL104']", "`ignore`: there is no rule `RPL104`"),
        ("ignore = ['E']", "`ignore`: there is no rule `E`"),
        ("per-file-ignores = {a = ['x']}", "`per-file-ignores.a`: there is no rule `x`"),
        (
            "severity = {wall-clock = 'eror'}",
            "`severity.wall-clock`: there is no level `eror`; did you mean `error`?",
        ),
        ("severity = {RPL9 = 'note'}", "`severity`: there is no rule `RPL9`"),
        ("dialects = ['!dbso']", "`dialects`: there is no dialect `dbso`; did you mean `dbos`?"),
        (
            "markers = {'a.b' = {role = 'step', dialect = 'dbos', nam = 1}}",
            "unknown key `nam` in `markers.a.b`",
        ),
        ("markers = {'a.b' = 1}", "`markers.a.b` must be a table, not a number"),
        (
            "markers = {'a.b' = {role = 'step'}}",
            "`markers.a.b` must have a `role` and a `dialect`, both strings",
        ),
        (
            "markers = {'a.b' = {role = 'stp', dialect = 'dbos'}}",
            "`markers.a.b`: there is no role `stp`; did you mean `step`?",
        ),
        (
            "[markers.a.b]\nrole = 'step'",
            "`markers.a`: a dotted name must be in quotes",
        ),
        (
            "markers = {flow = {role = 'step', dialect = 'dbos'}}",
            "`markers`: `flow` is not the dotted name of a function or class",
        ),
        (
            "contracts = {'a.b' = 'clock'}",
            (
                "`contracts.a.b` must be a table such as "
                '`{ is = "deterministic", reason = "..." }`, not a string'
            ),
        ),
        (
            "contracts = {'a.b' = {is = 'determinstic', reason = 'x'}}",
            "`contracts.a.b`: there is no contract `determinstic`; did you mean `deterministic`?",
        ),
        (
            "contracts = {'a.b' = {is = 'deterministic', reson = 'x', reason = 'y'}}",
            "unknown key `reson` in `contracts.a.b`; did you mean `reason`?",
        ),
        (
            "contracts = {'a.b' = {is = 'deterministic'}}",
            "`contracts.a.b` must say why it holds, in `reason`",
        ),
        (
            "contracts = {'a.b' = {is = 'deterministic', effect = 'clock', reason = 'x'}}",
            "`contracts.a.b`: `effect` says nothing where `is` is `deterministic`",
        ),
        (
            "contracts = {'a.b' = {is = 'unstable', reason = 'x'}}",
            "`contracts.a.b` must say which effect, in `effect`",
        ),
        (
            "contracts = {'a.b' = {is = 'unstable', effect = 'clok', reason = 'x'}}",
            "`contracts.a.b.effect`: effect is 'clok'; did you mean 'clock'?",
        ),
        (
            "contracts = {'a.b' = {is = 'unstable', effect = 'file', reason = 'x'}}",
            "`contracts.a.b.effect`: effect 'file' needs an access: 'read' or 'write'",
        ),
        (
            "contracts = {'a.b' = {is = 'step', reason = 'x'}}",
            "`contracts.a.b` must say which dialect, in `dialect`",
        ),
        (
            "contracts = {'a.b' = {is = 'step', dialect = 'dbso', reason = 'x'}}",
            "`contracts.a.b.dialect`: there is no dialect `dbso`; did you mean `dbos`?",
        ),
        ("catalogues = 'x.toml'", "`catalogues` must be a list of strings, not a string"),
        ("catalogues = ['x.toml']", "`catalogues`: there is no file `x.toml`"),
        ("catalogues = ['tools/*.toml']", "`catalogues`: there is no file `tools/*.toml`"),
    ],
)
def test_a_mistake_is_told_with_what_was_meant(settled, text, message):
    settings, errors = settled(text)

    assert errors == [message]
    assert settings.contracts == ()
    assert settings.catalogues == ()


def test_a_marker_with_a_mistake_in_its_part_is_left_out(settled):
    part = "{role = 'stp', dialect = 'dbos'}"
    settings, errors = settled(
        f"markers = {{'a.b' = {part}, 'a.c' = {part.replace('stp', 'step')}}}"
    )

    assert len(errors) == 1
    assert settings.markers == (Marker("a.c", "step", "dbos"),)


def test_all_mistakes_are_told_and_the_good_keys_count(settled):
    settings, errors = settled("exclude = 1\nstrict = true\nselect = ['RPL1', 'x']\ny = 1\n")

    assert len(errors) == 3
    assert settings.strict
    assert settings.exclude == DEFAULT_EXCLUDE
    assert not settings.rule_enabled("RPL201", "unordered-iteration")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("strict = \n", "the file is not valid toml: invalid value (at line 1, column 10)"),
        (b"\xff", "the file is not valid utf-8"),
    ],
)
def test_a_file_that_is_no_toml_is_a_mistake(settled, content, message):
    assert settled(content)[1] == [message]


def test_a_file_nested_without_end_is_a_mistake(settled):
    (message,) = settled("a = " + "[" * 10_000)[1]

    assert message.startswith("the file is not valid toml: ")


def test_settings_that_are_no_table_are_a_mistake(tree):
    top = tree({"pyproject.toml": "[tool]\nsamepath = 1\n"})

    assert [str(error) for error in load_settings(DiskReader(), top)[1]] == [
        f"{top}/pyproject.toml: `tool.samepath` must be a table"
    ]


def test_selectors_of_the_command_line_are_checked_too():
    errors = check_selectors(["wall-clock", "ALL", "RPL", "randm-value"], KNOWN, "--select")

    assert [str(error) for error in errors] == [
        "--select: there is no rule `randm-value`; did you mean `random-value`?"
    ]


def enabled(settings: Settings) -> list[str]:
    return [code for code, name in RULES if settings.rule_enabled(code, name)]


@pytest.mark.parametrize(
    ("layers", "expected"),
    [
        ([{}], ["RPL101", "RPL102", "RPL201", "RPL401"]),
        ([{"ignore": ["RPL1"]}], ["RPL201", "RPL401"]),
        ([{"select": ["RPL1"], "ignore": ["random-value"]}], ["RPL101"]),
        ([{"select": ["wall-clock"], "ignore": ["RPL1"]}], ["RPL101"]),
        ([{"select": ["RPL101"], "ignore": ["wall-clock"]}], []),
        ([{"select": ["RPL10"], "ignore": ["RPL1"]}], ["RPL101", "RPL102"]),
        ([{"select": ["ALL"], "ignore": ["ALL"]}], []),
        ([{"select": []}], []),
        ([{"select": ["RPL2"], "extend_select": ["RPL4"]}], ["RPL201", "RPL401"]),
        ([{"ignore": ["ALL"]}, {"extend_select": ["RPL401"]}], ["RPL401"]),
        ([{"select": ["RPL2"], "ignore": ["RPL1"]}, {"select": ["RPL101"]}], ["RPL101"]),
        ([{"select": ["RPL1"]}, {"ignore": ["RPL101"]}], ["RPL102"]),
        (
            [{"ignore": ["RPL101"]}, {"extend_select": ["RPL1"]}],
            ["RPL101", "RPL102", "RPL201", "RPL401"],
        ),
    ],
)
def test_the_most_specific_selector_decides_and_the_command_line_comes_last(layers, expected):
    settings = Settings("/p")
    for layer in layers:
        settings = settings.with_overrides(**layer)

    assert enabled(settings) == expected


def test_overrides_replace_and_add():
    settings = Settings("/p", per_file_ignores=(("a.py", ("ALL",)),), exclude=("x",))
    changed = settings.with_overrides(
        per_file_ignores=[("b.py", ["RPL1"])], extend_exclude=["y"], strict=True
    )

    assert changed.per_file_ignores == (("b.py", ("RPL1",)),)
    assert changed.exclude == ("x", "y")
    assert changed.strict
    assert not changed.with_overrides(strict=False).strict
    assert settings.with_overrides().per_file_ignores == settings.per_file_ignores


def test_a_negated_glob_ignores_in_all_other_files():
    settings = Settings("/p", per_file_ignores=(("!src/**", ("RPL1",)),))

    assert settings.rule_enabled("RPL101", "wall-clock", "/p/src/a/b.py")
    assert not settings.rule_enabled("RPL101", "wall-clock", "/p/tests/b.py")
    assert settings.rule_enabled("RPL201", "unordered-iteration", "/p/tests/b.py")


@pytest.mark.parametrize(
    ("glob", "path", "expected"),
    [
        ("tests/**", "tests/a/b.py", True),
        ("tests/*", "tests/a/b.py", True),
        ("tests", "tests/a/b.py", True),
        ("tests/", "tests/a.py", True),
        ("tests", "src/tests/a.py", False),
        ("**/tests/*.py", "tests/a.py", True),
        ("**/tests/*.py", "src/x/tests/a.py", True),
        ("src/**/gen.py", "src/gen.py", True),
        ("src/**/gen.py", "src/a/b/gen.py", True),
        ("conftest.py", "a/b/conftest.py", True),
        ("a/conftest.py", "b/a/conftest.py", False),
        ("*.py", "a/b.py", True),
        ("./a.py", "a.py", True),
        ("/a.py", "a.py", True),
        ("a[bc].py", "ab.py", True),
        ("a[bc].py", "ad.py", False),
        ("a?.py", "ab.py", True),
        ("a.py", "aXpy", False),
    ],
)
def test_globs_mean_files_as_users_of_ruff_expect(glob, path, expected):
    assert is_match(glob, path) is expected


def test_the_level_under_the_closest_selector_counts():
    levels = {"ALL": Severity.NOTE, "RPL1": Severity.WARNING, "wall-clock": Severity.ERROR}
    settings = Settings("/p", severity=levels)

    assert settings.severity_of(*RULES[0]) is Severity.ERROR
    assert settings.severity_of(*RULES[1]) is Severity.WARNING
    assert settings.severity_of(*RULES[2]) is Severity.NOTE
    assert Settings("/p").severity_of(*RULES[0]) is None


def test_dialects_are_turned_on_and_off():
    assert Settings("/p").dialect_enabled("dbos")
    assert not Settings("/p").dialect_enabled("rare", default=False)
    only = Settings("/p", dialects=("dbos", "rare"))
    assert only.dialect_enabled("rare", default=False)
    assert not only.dialect_enabled("temporal")
    without = Settings("/p", dialects=("!dbos",))
    assert not without.dialect_enabled("dbos")
    assert without.dialect_enabled("temporal")


def test_names_of_an_unknown_kind_are_not_checked(tree):
    top = tree({"samepath.toml": "select = ['no-such-rule']\ndialects = ['x']\n"})

    assert load_settings(DiskReader(), top)[1] == ()
