"""What library calls do to the world, or learn from it: data, and the way in to it."""

from samepath.rules.catalogue.entry import Access, CatalogueError, Entry, Result, Selector, When
from samepath.rules.catalogue.lookup import Catalogue

__all__ = ["Access", "Catalogue", "CatalogueError", "Entry", "Result", "Selector", "When"]
