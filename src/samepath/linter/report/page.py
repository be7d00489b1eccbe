"""What there is to say about a rule: its docstring, and where it stands."""

import re

from samepath.dataclass import dataclass

_WHAT = re.compile(r"^## What it does\n+(.*?)(?=\n## |\Z)", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Page:
    """The page of a rule; no law stands behind the linter's own work, nor what breaks no replay."""

    code: str
    name: str
    law: int | None
    preview: bool
    doc: str

    @property
    def headline(self) -> str:
        """The first paragraph, on one line."""
        return " ".join(self.doc.strip().partition("\n\n")[0].split())

    @property
    def what_it_does(self) -> str:
        """The first section's text, on one line; the headline where there is no section."""
        found = re.search(
            r"^## What it does\n+(.*?)(?=\n## |\Z)", self.doc, re.DOTALL | re.MULTILINE
        )
        return " ".join(found[1].split()) if found else self.headline

    @property
    def markdown(self) -> str:
        """The whole page."""
        preview = ", in preview" if self.preview else ""
        return f"# {self.name} ({self.code}{preview})\n\n{self.doc.strip()}\n"
