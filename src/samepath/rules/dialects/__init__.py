"""How each engine says workflow, step and operation: TOML files and what reads them."""

from samepath.rules.dialects.closed import DialectError
from samepath.rules.dialects.load import available_dialects, dialect_heads, load_dialects
from samepath.rules.dialects.schema import Dialect, Head, Operation, Replacement, Role, Selector
from samepath.rules.dialects.table import DialectTable

__all__ = [
    "Dialect",
    "DialectError",
    "DialectTable",
    "Head",
    "Operation",
    "Replacement",
    "Role",
    "Selector",
    "available_dialects",
    "dialect_heads",
    "load_dialects",
]
