"""Every command with its arguments and options: the one table that both parsers are made from."""

from samepath.linter.frontends.cli.options import Argument, Command, Option


def _flag(*flags: str, says: str) -> Option:
    return Option(flags, "flag", says)


def _list(flag: str, metavar: str, says: str) -> Option:
    return Option((flag,), "list", says, metavar)


def _choice(flag: str, choices: tuple[str, ...], says: str) -> Option:
    return Option((flag,), "value", says, choices=choices, default=choices[0])


PATHS = Argument(
    "paths", "PATHS", "Files and folders; the current folder if none is named.", many=True
)
PROJECT = (
    Option(("--config",), "value", "Read the settings from this file.", "FILE"),
    _flag("--isolated", says="Read no settings at all."),
    _flag("--no-cache", "-n", says="Neither read nor write the cache."),
)
COLOUR = _choice("--color", ("auto", "always", "never"), "When to use colours.")
SPEECH = (
    COLOUR,
    Option(("--quiet", "-q"), "count", "Print findings only; twice: nothing but the exit status."),
    Option(("--verbose", "-v"), "count", "Say which settings and folders are read."),
)
TEXT_OR_JSON = _choice("--output-format", ("text", "json"), "How to print.")
FORMATS = ("full", "concise", "json", "github", "gitlab", "junit", "sarif")

CHECK = Command(
    "check",
    "Find what can make a replay take another path.",
    (PATHS,),
    (
        _list("--select", "RULES", "Check these rules only: codes, their beginnings, names."),
        _list("--ignore", "RULES", "Leave these rules out."),
        _list("--extend-select", "RULES", "Check these rules too."),
        _list("--per-file-ignores", "PATTERN:RULE", "Leave a rule out in some files."),
        _choice("--output-format", FORMATS, "How to print findings."),
        Option(("--output-file", "-o"), "value", "Write to this file.", "FILE"),
        _flag("--show-notes", says="Print notes too."),
        _flag("--show-gaps", says="Print what could not be resolved."),
        _flag("--strict", says="Make a warning of a value that flows into a gap."),
        _flag("--force-exclude", says="Leave excluded files out even where they are named."),
        Option(("--stdin-filename",), "value", "The name of the file behind `-`.", "FILE"),
        _flag("--exit-zero", "-e", says="Exit with 0 even if something is found."),
        *PROJECT,
        *SPEECH,
    ),
)
RULE = Command(
    "rule",
    "Explain a rule: what it reports, why, and what to do instead.",
    (Argument("name", "NAME", "The name or the code of a rule."),),
    (_flag("--all", says="Explain all rules."), TEXT_OR_JSON, COLOUR),
)
WORKFLOWS = Command(
    "workflows",
    "List the workflows per engine, and how completely each was read.",
    (PATHS,),
    (TEXT_OR_JSON, *PROJECT, *SPEECH),
)
EXPLAIN = Command(
    "explain",
    "Show every chain and flow of what was found at a line.",
    (Argument("place", "FILE:LINE", "A place as findings print it.", required=True),),
    (TEXT_OR_JSON, *PROJECT, *SPEECH),
)
GRAPH = Command(
    "graph",
    "Draw what a workflow calls.",
    (Argument("target", "WORKFLOW", "A workflow; with --all, the folder to read."),),
    (
        _flag("--all", says="The whole program, workflow or not."),
        _choice("--format", ("mermaid", "dot", "json", "adjacency"), "How to print."),
        *PROJECT,
        *SPEECH,
    ),
)
EFFECTS = Command(
    "effects",
    "Show what a function does to the world, and where what it is given goes.",
    (Argument("function", "MODULE.FUNCTION", "A function or method, dotted.", required=True),),
    (TEXT_OR_JSON, *PROJECT, *SPEECH),
)
SERVER = Command("server", "Answer an editor: the language server, on standard input and output.")
VERSION = Command("version", "Print the version.")

_ALL = (CHECK, RULE, WORKFLOWS, EXPLAIN, GRAPH, EFFECTS, SERVER, VERSION)
COMMANDS = {command.name: command for command in _ALL}
