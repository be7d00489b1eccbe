"""Operations that nothing tells apart: they stand beside each other and have no name."""

from collections.abc import Iterator

from samepath.linter.analysis.observe import Observation
from samepath.linter.program.frames import Frame


def unnamed(observation: Observation) -> Iterator[tuple[Frame, int, str]]:
    """Yield the operations without a name of a function that has several of one kind.

    One alone cannot be taken for another, and neither can one that a loop repeats.
    """
    found: dict[tuple[object, str], dict[int, tuple[Frame, str]]] = {}
    for reached in observation.reached.values():
        frame = reached.frame
        for site, issued in frame.operations.items():
            for each in issued:
                if each.nameless:
                    alike = found.setdefault((frame.function.code, each.operation.kind), {})
                    alike.setdefault(site, (frame, each.name))
    for alike in found.values():
        if len(alike) > 1:
            yield from ((frame, site, name) for site, (frame, name) in alike.items())
