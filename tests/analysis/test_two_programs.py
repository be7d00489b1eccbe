"""Two programs have a folder of one name without `__init__.py`: each means its own."""

import pytest

from samepath.linter.check import Project
from samepath.linter.project.reader import DiskReader, OverlayReader
from samepath.linter.project.settings import Settings

HEAD = (
    "from dbos import DBOS\n@DBOS.step()\ndef call(name): ...\n@DBOS.workflow()\ndef flow(name):\n"
)
FILES = {
    "shop/app/ordering/utils/geo.py": "import time\ndef eta():\n    return time.time()\n",
    "depot/app/ordering/steps.py": "def two():\n    return 2\n",
    "depot/app/ordering/other.py": "import ordering.steps\n"
    + HEAD
    + "    if ordering.steps.two() > 3:\n        call(name)\n",
}


@pytest.mark.parametrize(
    ("line", "called"),
    [
        ("from ordering.utils import geo", "geo"),
        ("import ordering.utils.geo", "ordering.utils.geo"),
    ],
)
def test_each_program_means_its_own_folder(line, called):
    flow = f"{line}\n{HEAD}    if {called}.eta() > 3:\n        call(name)\n"
    files = {**FILES, "shop/app/ordering/flows.py": flow}
    contents = {f"/programs/{name}": text.encode() for name, text in files.items()}
    reader = OverlayReader(DiskReader(), contents)

    report = Project(reader, Settings(root="/programs"), ["/programs"]).check()

    assert [(f.name, f.filename) for f in report.findings] == [
        ("wall-clock", "/programs/shop/app/ordering/utils/geo.py")
    ]
