"""Who this process is, and whether another one on the same host still lives."""

import os


def host() -> str:
    """Name the host, its boot and process namespace: within them, process ids mean something."""
    if not hasattr(os, "uname"):
        return ""
    boot = _read("/proc/sys/kernel/random/boot_id")
    try:
        namespace = os.readlink("/proc/self/ns/pid")  # noqa: PTH115 - pathlib costs start-up time
    except OSError:
        namespace = ""
    return f"{os.uname().nodename}/{boot}/{namespace}" if boot and namespace else ""


def born(pid: int) -> str:
    """Return when a process started, or an empty string if it does not live, or cannot be seen."""
    stat = _read(f"/proc/{pid}/stat")
    if not stat:
        return ""
    # the name, in parentheses, may itself hold spaces and parentheses
    fields = stat[stat.rindex(")") + 2 :].split()
    state, started = fields[0], fields[19]
    return "" if state in {"Z", "X"} else started


def _read(path: str) -> str:
    try:
        with open(path, encoding="utf-8", errors="replace") as file:  # noqa: PTH123
            return file.read().strip()
    except OSError:
        return ""
