"""What the user vouches for: how functions behave whose bodies show it wrongly, or not at all."""

from collections.abc import Iterable

from samepath.effects import Effect, Keeper
from samepath.linter.project.settings import Contract, Settings
from samepath.rules.catalogue import Catalogue, Entry

VOUCHED = "<vouched>"
"""Among what is muted: nothing that is not known matters here, either."""
MUTED = frozenset(
    {
        VOUCHED,
        *(effect.value for effect in Effect),
        *(f"{kind} {keeper}" for kind in ("shared", "shared-write", "lost") for keeper in Keeper),
    }
)
"""What is muted in a function that is vouched for: all that is about values and state."""


class Contracts:
    """The contracts of the settings, and what the user's catalogues say of the program's own."""

    def __init__(self, settings: Settings) -> None:
        self.contracts = {contract.name: contract for contract in settings.contracts}
        self.catalogue = catalogue_of(settings)
        self.met: dict[str, None] = {}
        """Names of contracts that a solve has come across."""
        self._entries = self.catalogue.users_own() if settings.catalogues else {}

    def __bool__(self) -> bool:
        """Tell whether there is anything to look up."""
        return bool(self.contracts or self._entries)

    def entry(self, name: str) -> Entry | None:
        """Answer what stands in for a function of the program, which is then not followed."""
        contract = self.contracts.get(name)
        if contract is None:
            return self._entries.get(name)
        self.met[name] = None
        return self.catalogue.lookup(name) if contract.says == "unstable" else None

    def is_deterministic(self, name: str) -> bool:
        """Tell whether a function is vouched for."""
        contract = self.contracts.get(name)
        return contract is not None and contract.says == "deterministic"

    def saying(self, *says: str) -> list[Contract]:
        """List the contracts of some kinds."""
        return [contract for contract in self.contracts.values() if contract.says in says]


def catalogue_of(settings: Settings) -> Catalogue:
    """Answer the catalogue with the user's own before it, and contracts before these."""
    tables = dict(settings.catalogues)
    stated = dict(_stated(settings.contracts))
    if stated:
        tables["contracts"] = stated
    return Catalogue().with_user_tables(tables) if tables else Catalogue()


def _stated(contracts: Iterable[Contract]) -> Iterable[tuple[str, str]]:
    for contract in contracts:
        if contract.says == "unstable":
            yield contract.name, contract.effect
        elif contract.says == "deterministic":
            yield contract.name, "pure"
