from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from store import Store


def fill(store: Store):
    return store.put(1)  # calls: store.Store.put
