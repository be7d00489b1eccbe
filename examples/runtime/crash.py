"""Start a workflow, kill its process in the middle, start it again: no step runs twice."""

import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

CHECKOUT = Path(__file__).with_name("checkout.py")


def started(folder: Path) -> subprocess.Popen[str]:
    print("$ python checkout.py")
    command = [sys.executable, str(CHECKOUT)]
    return subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, text=True)  # noqa: S603


def lines(process: subprocess.Popen[str]) -> str:
    """Show what a process says as it says it, to its end or to the shipment."""
    assert process.stdout is not None
    line = ""
    for line in process.stdout:
        print(line, end="", flush=True)
        if "ship" in line and "done" not in line:
            break
    return line


def main() -> int:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        process = started(folder)
        lines(process)
        time.sleep(0.7)  # the workflow sleeps now, until the customer has the parcel
        process.send_signal(signal.SIGKILL)
        process.wait()
        print("  (killed with SIGKILL, while it slept)\n")
        process = started(folder)
        last = lines(process)
        process.wait()
        acts = Counter((folder / "ledger.txt").read_text().splitlines())
    print("\nhow often each step acted:")
    for act, times in acts.items():
        print(f"  {times} x {act}")
    good = process.returncode == 0 and "done" in last and set(acts.values()) == {1}
    print("\nno step ran twice" if good else "\nthis went wrong")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
