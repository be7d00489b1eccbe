from ._inner import Client, connect

__all__ = ["Client", "connect"]
