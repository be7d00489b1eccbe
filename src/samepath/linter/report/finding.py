"""What people see: a finding, its flows, and the places they name."""

from samepath.dataclass import dataclass
from samepath.effects import Certainty, Consequence, Severity


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a file; rows and columns start at 1, columns count code points."""

    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Hop:
    """One call of the chain: where it stands, in which function, and what it calls."""

    filename: str
    row: int
    column: int
    function: str
    calls: str


@dataclass(frozen=True, slots=True)
class Sink:
    """Where the value or the state ends up.

    The kinds: branch, loop, identity, argument, state, result, log, gap, nothing.
    """

    kind: str
    filename: str
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Flow:
    """One way in which one workflow is hurt."""

    workflow: str
    dialect: str
    severity: Severity
    consequence: Consequence
    certainty: Certainty
    chain: tuple[Hop, ...]
    sink: Sink | None
    fingerprint: str

    @property
    def begins_at(self) -> str:
        """What the flow's chain begins at: a workflow, or a function that a contract is about."""
        return "contract" if self.dialect == CONTRACT else f"{self.dialect} workflow"


CONTRACT = "contract"
"""The dialect of a flow that begins at no workflow, but at a function with a contract."""


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of one file; the end is exclusive."""

    filename: str
    location: Location
    end_location: Location


@dataclass(frozen=True, slots=True)
class Finding:
    """One cause under one rule, with every flow; the top level repeats the worst flow.

    Findings about the linter's own work (RPL9xx) have no flows, but for a broken contract, whose
    flows begin at the function that it speaks of; one of them is a gap if
    and only if it is a note whose consequence is unknown.
    """

    code: str
    name: str
    severity: Severity
    consequence: Consequence
    certainty: Certainty
    message: str
    help: str
    filename: str
    location: Location
    end_location: Location
    flows: tuple[Flow, ...] = ()
    url: str | None = None
    fix: None = None
    cause: Place | None = None
    """Where the cause stands, for a finding that is reported elsewhere on its chain."""


@dataclass(frozen=True, slots=True)
class WorkflowRead:
    """How completely one workflow was read."""

    workflow: str
    dialect: str
    filename: str
    row: int
    steps: int
    operations: int
    functions: int
    gaps: int


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that one check has to say.

    `findings` holds every finding, notes and gaps too, sorted by file and place;
    frontends decide what to show. `budget` names limits that were hit.
    """

    findings: tuple[Finding, ...]
    workflows: tuple[WorkflowRead, ...]
    files_found: int
    files_read: int
    lines_read: int
    budget: tuple[str, ...] = ()
