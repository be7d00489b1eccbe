import pytest

from samepath.linter.project.discovery import discover
from samepath.linter.project.modules import ModuleMap
from samepath.linter.project.reader import DiskReader


def modules_of(top: str, *, src: tuple[str, ...] = ()) -> ModuleMap:
    reader = DiskReader()
    return ModuleMap(reader, discover(reader, [top]), src=[f"{top}/{name}" for name in src])


@pytest.fixture
def named(tree):
    """Return what the files of a tree are called."""

    def names(*paths: str, src: tuple[str, ...] = ()) -> dict[str, str]:
        top = tree(dict.fromkeys(paths, ""))
        modules = modules_of(top, src=src)
        return {path: modules.name_of(f"{top}/{path}") for path in paths if path.endswith(".py")}

    return names


def test_a_src_layout_names_from_src(named):
    assert named("pyproject.toml", "src/acme/__init__.py", "src/acme/flows.py") == {
        "src/acme/__init__.py": "acme",
        "src/acme/flows.py": "acme.flows",
    }


def test_a_namespace_package_below_src_keeps_its_first_name(named):
    names = named("pyproject.toml", "src/acme/flows/__init__.py", "src/acme/flows/order.py")

    assert names["src/acme/flows/order.py"] == "acme.flows.order"


def test_a_src_folder_that_is_a_package_is_no_root(named):
    names = named("pyproject.toml", "src/__init__.py", "src/flow.py")

    assert names["src/flow.py"] == "src.flow"


def test_a_package_without_a_project_file_is_named_from_its_first_folder(named):
    names = named("backend/app/__init__.py", "backend/app/flows/__init__.py")

    assert names["backend/app/flows/__init__.py"] == "app.flows"


def test_a_package_in_a_folder_of_a_project_is_named_as_it_is_imported(named):
    names = named("pyproject.toml", "backend/app/__init__.py", "backend/app/flow.py")

    assert names["backend/app/flow.py"] == "app.flow"


def test_scripts_of_one_name_in_two_folders_differ_by_folder(named):
    names = named("pyproject.toml", "examples/a/main.py", "examples/b/main.py")

    assert sorted(names.values()) == ["examples.a.main", "examples.b.main"]


def test_a_folder_without_init_inside_a_package_is_named_with_it(named):
    names = named("lib/acme/__init__.py", "lib/acme/flows/order.py")

    assert names["lib/acme/flows/order.py"] == "acme.flows.order"


def test_configured_roots_win(named):
    names = named("pyproject.toml", "py/acme/__init__.py", "py/acme/x.py", src=("py/acme",))

    assert names["py/acme/x.py"] == "x"


def test_configured_roots_may_have_stars(named):
    names = named("libs/a/code/x/y.py", "libs/b/code/x/z.py", src=("libs/*/code",))

    assert sorted(names.values()) == ["x.y", "x.z"]


def test_a_name_with_dashes_is_kept(named):
    assert named("my-flow.py", "pyproject.toml") == {"my-flow.py": "my-flow"}


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("pyproject.toml", '[tool.setuptools.package-dir]\n"" = "lib"\n'),
        ("pyproject.toml", '[tool.setuptools.packages.find]\nwhere = ["lib"]\n'),
        ("pyproject.toml", '[[tool.poetry.packages]]\ninclude = "acme"\nfrom = "lib"\n'),
        ("pyproject.toml", '[tool.hatch.build.targets.wheel]\npackages = ["lib/acme"]\n'),
        ("pyproject.toml", '[tool.hatch.build.targets.wheel]\nsources = ["lib"]\n'),
        ("pyproject.toml", '[tool.uv.build-backend]\nmodule-root = "lib"\n'),
        ("pyproject.toml", '[tool.pdm.build]\npackage-dir = "lib"\n'),
        ("pyproject.toml", '[tool.maturin]\npython-source = "lib"\n'),
        ("setup.cfg", "[options]\npackage_dir =\n    = lib\n"),
        ("setup.py", 'from setuptools import setup\nsetup(package_dir={"": "lib"})\n'),
    ],
)
def test_a_build_tool_that_names_a_root_is_believed(tree, file, text):
    top = tree({file: text, "lib/acme/flows/order.py": ""})

    assert modules_of(top).name_of(f"{top}/lib/acme/flows/order.py") == "acme.flows.order"


def test_a_broken_project_file_names_no_roots(tree):
    top = tree({"pyproject.toml": 'package-dir = "', "acme/__init__.py": ""})

    assert modules_of(top).name_of(f"{top}/acme/__init__.py") == "acme"


def test_every_name_leads_back_to_its_file(tree):
    paths = [
        "a/pyproject.toml",
        "a/src/acme/__init__.py",
        "a/src/acme/flow.py",
        "a/src/names/pace/x.py",
        "b/setup.cfg",
        "b/lib/pkg/__init__.py",
        "b/scripts/one.py",
        "loose/two.py",
        "loose/random.py",
    ]
    top = tree(dict.fromkeys(paths, ""))
    modules = modules_of(top)

    for path in paths:
        if path.endswith(".py"):
            assert modules.find(modules.name_of(f"{top}/{path}")) == f"{top}/{path}"


@pytest.fixture
def found(tree):
    """Return where names lead that one file of a tree imports, relative to the tree."""

    def find(paths: list[str], importer: str, *names: str) -> list[str | None]:
        top = tree(dict.fromkeys(paths, ""))
        modules = modules_of(top)
        hits = [modules.find(name, f"{top}/{importer}") for name in names]
        return [hit.removeprefix(f"{top}/") if hit else None for hit in hits]

    return find


def test_tests_find_the_package_below_src(found):
    paths = ["pyproject.toml", "src/app/__init__.py", "src/app/flow.py", "tests/test_flow.py"]

    assert found(paths, "tests/test_flow.py", "app", "app.flow", "app.missing", "os") == [
        "src/app/__init__.py",
        "src/app/flow.py",
        None,
        None,
    ]


def test_an_attribute_of_a_module_is_no_module(found):
    assert found(["app/__init__.py", "app/x.py"], "app/x.py", "app.x.Thing") == [None]


def test_scripts_find_their_siblings_by_bare_name(found):
    paths = ["pyproject.toml", "examples/a/main.py", "examples/a/steps.py", "examples/b/steps.py"]

    assert found(paths, "examples/a/main.py", "steps") == ["examples/a/steps.py"]


def test_scripts_in_a_package_with_dashes_in_its_name_find_their_siblings(found):
    paths = ["pyproject.toml", "tests/on-azure/__init__.py", "tests/on-azure/test_a.py"]

    assert found([*paths, "tests/on-azure/steps.py"], "tests/on-azure/test_a.py", "steps") == [
        "tests/on-azure/steps.py"
    ]


def test_an_unmarked_folder_above_is_a_root_for_what_is_below(found):
    paths = ["services/orders/app/main.py", "services/orders/app/models.py", "services/x.py"]

    assert found(paths, "services/orders/app/main.py", "app.models") == [
        "services/orders/app/models.py"
    ]


def test_the_own_program_wins_where_two_have_one_name(found):
    paths = [
        f"{project}/{file}"
        for project in ("one", "two")
        for file in ("pyproject.toml", "src/app/__init__.py", "src/app/flow.py", "tests/test_x.py")
    ]

    assert found(paths, "one/tests/test_x.py", "app.flow") == ["one/src/app/flow.py"]
    assert found(paths, "two/tests/test_x.py", "app.flow") == ["two/src/app/flow.py"]
    assert found(paths, "two/src/app/flow.py", "app") == ["two/src/app/__init__.py"]


def test_a_package_of_another_program_is_found(found):
    paths = [
        "libs/shared/pyproject.toml",
        "libs/shared/src/shared/__init__.py",
        "services/orders/pyproject.toml",
        "services/orders/src/orders/__init__.py",
    ]

    assert found(paths, "services/orders/src/orders/__init__.py", "shared") == [
        "libs/shared/src/shared/__init__.py"
    ]


def test_a_loose_module_of_another_program_is_not(found):
    paths = ["one/pyproject.toml", "one/redis.py", "two/pyproject.toml", "two/flow.py"]

    assert found(paths, "two/flow.py", "redis") == [None]


def test_a_package_that_lacks_a_module_hides_those_of_its_namesakes(found):
    paths = [
        "one/pyproject.toml",
        "one/app/__init__.py",
        "one/app/x.py",
        "two/pyproject.toml",
        "two/app/__init__.py",
        "two/app/y.py",
    ]

    assert found(paths, "one/app/x.py", "app.y") == [None]


def test_a_namespace_package_goes_on_in_other_projects(found):
    paths = [
        "one/pyproject.toml",
        "one/src/acme/one/__init__.py",
        "two/pyproject.toml",
        "two/src/acme/two/__init__.py",
    ]

    assert found(paths, "one/src/acme/one/__init__.py", "acme.two", "acme") == [
        "two/src/acme/two/__init__.py",
        None,
    ]


def test_an_old_namespace_package_goes_on_too(tree):
    extends = "__path__ = __import__('pkgutil').extend_path(__path__, __name__)\n"
    top = tree(
        {
            "one/pyproject.toml": "",
            "one/acme/__init__.py": extends,
            "two/pyproject.toml": "",
            "two/acme/__init__.py": extends,
            "two/acme/two.py": "",
        }
    )

    found = modules_of(top).find("acme.two", f"{top}/one/acme/__init__.py")
    assert found == f"{top}/two/acme/two.py"


def test_a_namesake_of_the_standard_library_wins_beside_a_script_only(found):
    paths = ["flow.py", "random.py", "pkg/__init__.py", "pkg/flow.py", "pkg/random.py"]

    assert found(paths, "flow.py", "random") == ["random.py"]
    assert found(paths, "pkg/flow.py", "random", "pkg.random") == [None, "pkg/random.py"]


def test_a_module_below_src_never_finds_its_siblings_by_bare_name(found):
    paths = ["pyproject.toml", "src/acme/flow.py", "src/acme/redis.py"]

    assert found(paths, "src/acme/flow.py", "redis") == [None]


def test_a_folder_of_examples_does_not_hide_the_library_it_is_named_after(tree):
    top = tree(dict.fromkeys(["pyproject.toml", "dbos/app.py", "temporalio/__init__.py"], ""))
    reader = DiskReader()
    found = discover(reader, [top])
    modules = ModuleMap(reader, found, libraries=["dbos", "temporalio"])
    unaware = ModuleMap(reader, found)

    assert modules.find("dbos", f"{top}/dbos/app.py") is None
    assert modules.find("dbos.app", f"{top}/dbos/app.py") is None
    assert not modules.is_namespace("dbos")
    assert modules.find("temporalio") == f"{top}/temporalio/__init__.py"
    assert unaware.find("dbos.app") == f"{top}/dbos/app.py"
    assert unaware.is_namespace("dbos")


def test_a_module_beside_a_folder_of_its_name_wins(found):
    paths = ["main.py", "tool.py", "tool/inner.py", "both.py", "both/__init__.py"]

    assert found(paths, "main.py", "tool", "tool.inner", "both") == [
        "tool.py",
        None,
        "both/__init__.py",
    ]


def test_relative_imports_go_by_place(tree):
    top = tree(
        dict.fromkeys(["a/p/__init__.py", "a/p/x.py", "a/p/q/__init__.py", "a/p/q/y.py"], "")
    )
    modules = modules_of(top)
    importer = f"{top}/a/p/q/y.py"

    assert modules.find_relative(importer, 1) == f"{top}/a/p/q/__init__.py"
    assert modules.find_relative(importer, 2, "x") == f"{top}/a/p/x.py"
    assert modules.find_relative(importer, 2, "q.y") == importer
    assert modules.find_relative(importer, 3) is None
    assert modules.find_relative(importer, 40, "x") is None


def test_what_is_in_a_package_is_listed(tree):
    paths = ["p/__init__.py", "p/x.py", "p/q/__init__.py", "p/n/y.py", "p/docs/x.md", "p/a-b.py"]
    modules = modules_of(tree(dict.fromkeys(paths, "")))

    assert modules.submodules("p") == ("p.n", "p.q", "p.x")
    assert modules.submodules("p.n") == ("p.n.y",)
    assert modules.submodules("p.x") == ()
    assert modules.submodules("nothing") == ()


def test_files_of_one_name_are_told_of(tree):
    top = tree(dict.fromkeys(["a/app/__init__.py", "b/app/__init__.py", "c/other/__init__.py"], ""))

    assert modules_of(top).duplicates == {
        "app": (f"{top}/a/app/__init__.py", f"{top}/b/app/__init__.py")
    }


def test_packages_know_their_own_name(tree):
    top = tree(dict.fromkeys(["p/__init__.py", "p/x.py", "loose.py"], ""))
    modules = modules_of(top)

    assert modules.is_package(f"{top}/p/__init__.py")
    assert modules.package_of(f"{top}/p/__init__.py") == "p"
    assert modules.package_of(f"{top}/p/x.py") == "p"
    assert modules.package_of(f"{top}/loose.py") == ""


def test_the_inside_of_a_package_can_be_the_root_of_a_search(tree):
    top = tree(dict.fromkeys(["p/__init__.py", "p/q/__init__.py", "p/q/x.py"], ""))
    modules = modules_of(f"{top}/p/q")

    assert modules.name_of(f"{top}/p/q/x.py") == "p.q.x"
    assert modules.find("p.q.x", f"{top}/p/q/__init__.py") == f"{top}/p/q/x.py"
