"""A little program with a clock two modules away from the branch that hangs on it."""

FLOWS = """from dbos import DBOS

from app.util import stamp


@DBOS.step()
def refund(order): ...


@DBOS.workflow()
def checkout(order):
    if stamp() > order.limit:
        refund(order)
"""
UTIL = """import time


def stamp():
    return time.time()
"""
FILES = {
    "pyproject.toml": "[tool.samepath]\n",
    "app/__init__.py": "",
    "app/flows.py": FLOWS,
    "app/util.py": UTIL,
    "app/price.py": "PRICE = 3\n",
}


def build(folder, **more):
    """Write the program's files below a folder, with others in place of some or beside them."""
    for name, text in {**FILES, **more}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return folder
