"""From contracts to the functions that they speak of, and the parts that these get."""

from samepath.dataclass import replace
from samepath.linter.program.contracts import Contracts
from samepath.linter.program.everything import created
from samepath.linter.program.objects import Function
from samepath.linter.program.world import Module, Part, World
from samepath.linter.project.modules import ModuleMap
from samepath.linter.project.settings import Contract
from samepath.rules.dialects import Dialect, DialectTable
from samepath.rules.dialects.schema import Role, RoleKind


def with_steps(table: DialectTable, contracts: Contracts, modules: ModuleMap) -> DialectTable:
    """Answer a table that takes calls into libraries for steps, where a contract says so."""
    steps = {
        contract.name: {"dialect": contract.dialect, "operation": "step"}
        for contract in contracts.saying("step")
        if modules.find(contract.name.partition(".")[0], None) is None
    }
    known = {dialect.name for dialect in table.dialects}
    steps = {name: said for name, said in steps.items() if said["dialect"] in known}
    return table.with_markers(steps) if steps else table


def give_parts(world: World) -> None:
    """Make steps and workflows of what contracts call so."""
    for contract in world.contracts.saying("step", "workflow"):
        dialect = next((d for d in world.dialects.dialects if d.name == contract.dialect), None)
        for function in functions_called(world, contract.name) if dialect is not None else ():
            world.give(function, part_of(contract, dialect))


def part_of(contract: Contract, dialect: Dialect | None) -> Part:
    """Answer the part that a contract gives: a step's calls are recorded, however they are made."""
    assert dialect is not None
    kind: RoleKind = "step" if contract.says == "step" else "workflow"
    usual = next((r for r in dialect.roles.values() if r.kind == kind), Role(kind))
    if kind == "step":
        return Part(dialect, Role(kind, direct_call="operation"), contract.name)
    return Part(dialect, replace(usual, form="both", shape=()), contract.name)


def functions_called(world: World, name: str) -> list[Function]:
    """List the functions of the program that have a dotted name; their module is read."""
    module, inner = module_of(world, name)
    if module is None or not inner:
        return []
    return [f for f in functions_in(world, module) if f.code.qualname == inner]


def module_of(world: World, name: str) -> tuple[Module | None, str]:
    """Find the module of the program that a dotted name begins with, and read it."""
    head, rest = name, ""
    while head:
        module = world.find(head, None)
        if module is not None and world.load(module):
            return module, rest
        head, _, last = head.rpartition(".")
        rest = f"{last}.{rest}" if rest else last
    return None, name


def functions_in(world: World, module: Module) -> list[Function]:
    """List the functions that a module's body creates, methods included, each once."""
    found: dict[str, Function] = {}
    for function in created(world.base):
        if function.module is module and function.code.kind == "function":
            found.setdefault(function.code.qualname, function)
    return list(found.values())
