"""The commands that answer questions: rule, workflows, explain, graph."""

from dataclasses import replace

import pytest


class TestRule:
    def test_prints_the_page_of_a_rule_by_name_or_code(self, shop, samepath):
        by_name = samepath("rule", "wall-clock")
        by_code = samepath("rule", "rpl101")

        assert by_name.status == 0
        assert by_name.out.startswith("# wall-clock (RPL101")
        assert "## Why" in by_name.out
        assert by_code.out == by_name.out

    def test_prints_all_in_the_order_of_their_codes(self, shop, samepath):
        said = samepath("rule", "--all", "--output-format", "json")
        codes = [rule["code"] for rule in said.json]

        assert codes == sorted(codes)
        assert "RPL101" in codes
        assert all(rule["doc"] for rule in said.json)
        titles = [line for line in samepath("rule", "--all").out.split("\n") if "(RPL" in line]
        assert len(titles) >= len(codes)

    def test_has_a_page_for_everything_that_the_linter_says_of_its_own_work(self, shop, samepath):
        from samepath.linter.analysis.rulebook import ENGINE_RULES

        for code, name in ENGINE_RULES.items():
            page = samepath("rule", code).out
            assert page.startswith(f"# {name} ({code})\n\n")
            assert "## Instead" in page

    def test_gives_one_rule_as_an_object(self, shop, samepath):
        told = samepath("rule", "wall-clock", "--output-format", "json").json

        assert (told["code"], told["name"], told["law"]) == ("RPL101", "wall-clock", 1)

    @pytest.mark.parametrize(
        ("arguments", "complaint"),
        [
            (["wall-clok"], "there is no rule `wall-clok`; did you mean `wall-clock`"),
            (["zzz"], "there is no rule `zzz`; `samepath rule --all` has them all"),
            ([], "name a rule, or give --all for all of them"),
        ],
    )
    def test_an_unknown_rule_is_two_with_the_nearest_one(
        self, shop, samepath, arguments, complaint
    ):
        said = samepath("rule", *arguments)

        assert (said.status, said.err) == (2, f"samepath: {complaint}\n")


class TestWorkflows:
    def test_are_listed_per_engine_with_what_was_read(self, engine, read, samepath):
        late = replace(read, workflow="app.flows.late", row=5, gaps=1_200, filename="/opt/late.py")
        other = replace(read, workflow="app.tasks.run", dialect="temporal")
        engine.workflows = (other, late, read)

        assert samepath("workflows").out == (
            "dbos: 2 workflows, 1 read completely\n"
            "  workflow            defined at      steps  operations  functions   gaps\n"
            "  app.flows.checkout  app/flows.py:1      0           3          2      0\n"
            "  app.flows.late      /opt/late.py:5      0           3          2  1,200\n"
            "\n"
            "temporal: 1 workflow, 1 read completely\n"
            "  workflow       defined at      steps  operations  functions  gaps\n"
            "  app.tasks.run  app/flows.py:1      0           3          2     0\n"
        )

    def test_are_given_as_json(self, engine, read, samepath):
        engine.workflows = (replace(read, gaps=2),)

        assert samepath("workflows", "--output-format", "json").json == [
            {
                "workflow": "app.flows.checkout",
                "dialect": "dbos",
                "filename": "app/flows.py",
                "row": 1,
                "steps": 0,
                "operations": 3,
                "functions": 2,
                "gaps": 2,
                "complete": False,
            }
        ]

    def test_are_those_in_the_named_files(self, engine, read, samepath):
        engine.workflows = (read,)

        assert "app.flows.checkout" in samepath("workflows", "app").out
        assert samepath("workflows", "app/util.py").out == "no workflow found\n"

    def test_a_missing_path_is_two(self, engine, read, samepath):
        engine.workflows = (read,)

        assert samepath("workflows", "gone").status == 2
        said = samepath("workflows", "gone", "app")
        assert said.status == 2
        assert "app.flows.checkout" in said.out


class TestExplain:
    @pytest.mark.parametrize("place", ["app/util.py:2", "app/util.py:2:12", "app/util.py:2:12:"])
    def test_shows_every_flow_of_what_stands_at_a_line(self, engine, clock, samepath, place):
        [flow] = clock.flows
        other = replace(flow, workflow="app.flows.late")
        engine.findings = (replace(clock, flows=(flow, other)),)

        said = samepath("explain", place)

        assert said.status == 0
        assert "   app.flows.checkout (dbos workflow)\n" in said.out
        assert "   app.flows.late (dbos workflow)\n" in said.out

    def test_gives_the_same_as_json(self, engine, clock, samepath):
        engine.findings = (clock,)

        told = samepath("explain", "app/util.py:2", "--output-format", "json").json

        assert [finding["code"] for finding in told] == ["RPL101"]

    def test_says_so_where_there_is_nothing(self, engine, clock, samepath):
        engine.findings = (clock,)

        said = samepath("explain", "app/util.py:1")

        assert (said.status, said.out) == (0, "nothing was found at app/util.py:1\n")

    def test_something_else_than_a_place_is_two(self, engine, shop, samepath):
        said = samepath("explain", "app/util.py")

        assert (said.status, said.err) == (
            2,
            "samepath: `app/util.py` is no place; write FILE:LINE\n",
        )

    def test_a_missing_file_is_two(self, engine, shop, samepath):
        said = samepath("explain", "gone.py:1")

        assert (said.status, said.err) == (2, "samepath: gone.py: no such file or directory\n")


class TestGraph:
    @pytest.mark.parametrize("name", ["app.flows.checkout", "flows.checkout", "checkout"])
    def test_draws_the_workflow_that_is_named_or_only_ends_so(self, engine, read, samepath, name):
        engine.workflows = (read,)

        said = samepath("graph", name)

        assert said.status == 0
        assert said.out == (
            'flowchart TD\n    n0(["app.flows.checkout"])\n    n1["app.stamp"]\n    n0 -->|4| n1\n'
        )

    def test_draws_in_each_format(self, engine, read, samepath):
        engine.workflows = (read,)

        assert samepath("graph", "checkout", "--format", "dot").out.startswith(
            'digraph "app.flows.checkout" {\n'
        )
        assert samepath("graph", "checkout", "--format", "json").json["root"] == read.workflow
        assert samepath("graph", "checkout", "--format", "adjacency").json == {
            "app.flows.checkout": ["app.stamp"],
            "app.stamp": [],
        }

    @pytest.mark.parametrize(
        ("arguments", "complaint"),
        [
            (
                ["flows.chekout"],
                "there is no workflow `flows.chekout`; did you mean `app.flows.checkout`",
            ),
            (["zzz"], "there is no workflow `zzz`; `samepath workflows` lists them"),
            ([], "name the workflow to draw, one of: app.flows.checkout, app.old.checkout"),
            (
                ["checkout"],
                "`checkout` is not one workflow but several: app.flows.checkout, app.old.checkout",
            ),
        ],
    )
    def test_what_names_no_single_workflow_is_two(
        self, engine, read, samepath, arguments, complaint
    ):
        engine.workflows = (read, replace(read, workflow="app.old.checkout"))

        said = samepath("graph", *arguments)

        assert (said.status, said.err) == (2, f"samepath: {complaint}\n")

    def test_without_any_workflow_there_is_none_to_draw(self, engine, shop, samepath):
        said = samepath("graph", "checkout")

        assert (said.status, said.err) == (
            2,
            "samepath: no workflow found, so there is none to draw\n",
        )

    def test_of_everything_is_callers_with_their_callees_in_order(self, engine, shop, samepath):
        engine.calls = {"app.b": ["app.c", "<builtin>.len"], "app": ["app.b"], "app.c": []}

        said = samepath("graph", "--all", "--format", "adjacency", "app")

        assert list(said.json.items()) == [
            ("app", ["app.b"]),
            ("app.b", ["<builtin>.len", "app.c"]),
            ("app.c", []),
        ]
        assert engine.asked[0]["roots"] == [f"{shop}/app"]

    def test_of_everything_can_be_drawn_too(self, engine, shop, samepath):
        engine.calls = {"app": ["app.b"]}

        assert samepath("graph", "--all").out == (
            'flowchart TD\n    n0["app"]\n    n1["app.b"]\n    n0 --> n1\n'
        )

    def test_of_a_missing_folder_is_two(self, engine, shop, samepath):
        said = samepath("graph", "--all", "gone")

        assert (said.status, said.err) == (2, "samepath: gone: no such file or directory\n")
