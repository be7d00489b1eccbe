"""Finding the rules: every module in `samepath.rules` that has one. Nothing is listed by hand."""

import os
from functools import cache
from importlib import import_module

from samepath import rules
from samepath.dataclass import replace
from samepath.effects import Consequence, Matter
from samepath.linter.api import Cause, CauseKind, Rule

__all__ = ["ENGINE_RULES", "Rule", "load_rules", "probe"]

ENGINE_RULES = {
    "RPL901": "unreadable-file",
    "RPL902": "unresolved-call",
    "RPL903": "unused-suppression",
    "RPL904": "suppression-without-reason",
    "RPL905": "malformed-suppression",
    "RPL906": "duplicate-module",
    "RPL907": "unused-contract",
    "RPL908": "broken-contract",
}
"""What the linter says of its own work."""


def rule_modules() -> list[str]:
    """Name the modules beside each other in `samepath.rules`; `pkgutil` takes longer to load."""
    files = [file for folder in rules.__path__ for file in os.listdir(folder)]  # noqa: PTH208
    return [
        file.removesuffix(".py") for file in files if file.endswith(".py") and file != "__init__.py"
    ]


@cache
def load_rules() -> tuple[Rule, ...]:
    """Load every rule, ordered by code. Raises ValueError for two of one code or name."""
    found: list[Rule] = []
    for name in sorted(rule_modules()):
        module = import_module(f"samepath.rules.{name}")
        rule = getattr(module, "RULE", None)
        if isinstance(rule, Rule):
            found.append(replace(rule, doc=module.__doc__ or ""))
    for attribute in ("code", "name"):
        values = [getattr(rule, attribute) for rule in found]
        if len(set(values)) != len(values):
            message = f"two rules have one {attribute}: {sorted(values)}"
            raise ValueError(message)
    return tuple(sorted(found, key=lambda rule: rule.code))


def probe(kind: CauseKind, effect: Matter) -> Cause:
    """Make a cause to ask a rule what it is about."""
    return Cause(kind, effect, "", Consequence.DIVERGES, "branch", at_import=False)
