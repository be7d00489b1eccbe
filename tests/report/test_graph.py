"""A workflow's calls as pictures."""

import json

from samepath.effects import Certainty
from samepath.linter.report.graph import (
    CallGraph,
    Edge,
    Node,
    adjacency,
    as_json,
    dot,
    in_order,
    mermaid,
)
from samepath.linter.report.style import Style

GRAPH = CallGraph(
    root="app.flow",
    nodes=(
        Node("1", "app.flow", "workflow", "/srv/app.py", 3),
        Node("2", "app.stamp", "function", "/srv/app.py", 9),
        Node("3", "app.pay", "step", "/srv/app.py", 12),
        Node("4", 'sleep "a" <b> #\\', "operation", "", 0),
        Node("5", "unknown()", "gap", "/srv/app.py", 14),
    ),
    edges=(
        Edge("1", "2", 4, Certainty.MUST),
        Edge("1", "3", 5, Certainty.MAY),
        Edge("1", "4", 6, Certainty.MUST),
        Edge("2", "5", 14, Certainty.MUST),
        Edge("1", "2", 0, Certainty.MUST),
    ),
)


def test_mermaid_gives_each_kind_its_shape_and_escapes_labels():
    assert mermaid(GRAPH) == (
        "flowchart TD\n"
        '    n0(["app.flow"])\n'
        '    n1["app.stamp"]\n'
        '    n2[["app.pay"]]\n'
        '    n3{{"sleep #quot;a#quot; #lt;b#gt; #35;\\"}}\n'
        '    n4[/"unknown()"/]\n'
        "    n0 -->|4| n1\n"
        "    n0 -.->|5| n2\n"
        "    n0 -->|6| n3\n"
        "    n1 -->|14| n4\n"
        "    n0 --> n1\n"
    )


def test_dot_gives_each_kind_its_shape_and_escapes_labels():
    assert dot(GRAPH) == (
        'digraph "app.flow" {\n'
        "    rankdir=LR;\n"
        '    n0 [label="app.flow", shape=box, style=rounded, penwidth=2];\n'
        '    n1 [label="app.stamp", shape=box];\n'
        '    n2 [label="app.pay", shape=box, peripheries=2];\n'
        '    n3 [label="sleep \\"a\\" <b> #\\\\", shape=hexagon];\n'
        '    n4 [label="unknown()", shape=box, style=dashed];\n'
        '    n0 -> n1 [label="4"];\n'
        '    n0 -> n2 [style=dotted, label="5"];\n'
        '    n0 -> n3 [label="6"];\n'
        '    n1 -> n4 [label="14"];\n'
        "    n0 -> n1 [];\n"
        "}\n"
    )


def test_json_has_relative_file_names_and_null_for_what_has_no_file():
    told = json.loads(json.dumps(as_json(GRAPH, Style(cwd="/srv"))))

    assert told["root"] == "app.flow"
    assert told["nodes"][0] == {
        "id": "1",
        "label": "app.flow",
        "kind": "workflow",
        "filename": "app.py",
        "row": 3,
    }
    assert (told["nodes"][3]["filename"], told["nodes"][3]["row"]) == (None, None)
    assert told["edges"][1] == {"caller": "1", "callee": "3", "row": 5, "certainty": "may"}


def test_adjacency_lists_every_node_with_its_callees_once_and_in_order():
    assert adjacency(GRAPH) == {
        "app.flow": ["app.pay", "app.stamp", 'sleep "a" <b> #\\'],
        "app.pay": [],
        "app.stamp": ["unknown()"],
        'sleep "a" <b> #\\': [],
        "unknown()": [],
    }


def test_order_does_not_depend_on_how_the_calls_were_found():
    assert list(in_order({"b": ["z", "a"], "a": []}).items()) == [("a", []), ("b", ["a", "z"])]
