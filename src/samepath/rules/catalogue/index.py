"""Write the index anew: `python -m samepath.rules.catalogue.index`, after adding a file."""

import json
from pathlib import Path

from samepath.rules.catalogue.load import INDEX, build_index


def main() -> None:
    """Write which file speaks for which top-level name."""
    Path(INDEX).write_text(json.dumps(build_index(), indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
