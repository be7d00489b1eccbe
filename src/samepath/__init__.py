"""The public door: `from samepath import Runtime, workflow, step`.

It opens lazily: importing the package loads neither the runtime nor the linter, so that
neither pays for the other. The linter's own door is `samepath.linter.check`.
"""

__version__ = "0.1.0"

_ROOMS = frozenset({"dataclass", "effects", "linter", "rules", "runtime_guard"})
"""Packages and modules in here: they are imported by name, never looked up in the runtime."""

TYPE_CHECKING = False
if TYPE_CHECKING:  # `typing` itself would take longer to load than everything else here
    from samepath.runtime_guard import *  # noqa: F403
else:

    def __getattr__(name: str) -> object:
        """Load the runtime when one of its names is first asked for."""
        if not name.startswith("_") and name not in _ROOMS:
            from samepath import runtime_guard

            if name in runtime_guard.__all__:
                value = globals()[name] = getattr(runtime_guard, name)
                return value
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

    def __dir__() -> list[str]:
        """List the runtime's names beside the package's own."""
        from samepath import runtime_guard

        return sorted({*globals(), *runtime_guard.__all__})
