"""A PostgreSQL cluster of the tests' own, on loopback, as an ordinary user."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path


def binaries() -> Path | None:
    """Return the folder of PostgreSQL's programs, newest version first."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), reverse=True)
    if found:
        return found[0].parent
    initdb = shutil.which("initdb")
    return Path(initdb).resolve().parent if initdb else None


class Cluster:
    """A server that starts, stops and dies when told to."""

    def __init__(self, folder: Path, *, fsync: bool = False) -> None:
        found = binaries()
        assert found is not None
        self.bin = found
        self.folder = folder
        self.port = _free_port()
        self.user = _ordinary_user()
        if self.user is not None:
            shutil.chown(folder, self.user)
            folder.parent.chmod(0o755)
        self._run("initdb", "-D", folder / "data", "-U", "tests", "-A", "trust", "--no-sync")
        with (folder / "data" / "postgresql.conf").open("a") as conf:
            conf.write(
                f"port = {self.port}\nlisten_addresses = '127.0.0.1'\n"
                f"unix_socket_directories = '{folder}'\nfsync = {'on' if fsync else 'off'}\n"
                "max_connections = 200\n"
            )

    @property
    def url(self) -> str:
        return f"postgresql://tests@127.0.0.1:{self.port}/postgres"

    def start(self) -> None:
        self._run("pg_ctl", "-D", self.folder / "data", "-w", "-l", self.folder / "log", "start")

    def stop(self, how: str = "fast") -> None:
        self._run("pg_ctl", "-D", self.folder / "data", "-w", "-m", how, "stop")

    def _run(self, program: str, *arguments: object) -> None:
        command = [str(self.bin / program), *map(str, arguments)]
        subprocess.run(
            command,
            check=True,
            user=self.user,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd="/",
        )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _ordinary_user() -> str | None:
    """PostgreSQL refuses to run as root: return whom to run as, or None to stay who we are."""
    if os.getuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name).pw_name
        except KeyError:
            continue
    raise RuntimeError("there is no ordinary user to run PostgreSQL as")


def new_folder() -> Path:
    """Return a folder for a cluster, in memory where there is any."""
    memory = "/dev/shm" if Path("/dev/shm").is_dir() else None
    return Path(tempfile.mkdtemp(dir=memory))
