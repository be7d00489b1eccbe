"""What the tests of the runtime share."""

import os
import shutil
import sys
import tempfile
import threading
from pathlib import Path

import pytest
from runtime.cluster import Cluster, binaries, new_folder
from runtime.world import Crash


@pytest.fixture
def tmpfs():
    """Give a folder on a memory file system where there is one: these tests lose no power."""
    memory = Path("/dev/shm")
    folder = tempfile.mkdtemp(dir=memory if memory.is_dir() else None)
    yield Path(folder)
    shutil.rmtree(folder)


@pytest.fixture
def mortal(monkeypatch):
    """Let threads of dead lives end without a word, and let threads take turns quickly."""
    usual = threading.excepthook
    interval = sys.getswitchinterval()

    def hook(args):
        if args.exc_type is not Crash:
            usual(args)

    monkeypatch.setattr(threading, "excepthook", hook)
    sys.setswitchinterval(0.0002)
    yield
    sys.setswitchinterval(interval)


@pytest.fixture(scope="session")
def cluster():
    """Give a running PostgreSQL cluster."""
    if binaries() is None:
        if os.environ.get("CI"):
            pytest.fail("the gate needs PostgreSQL's programs: install postgresql")
        pytest.skip("PostgreSQL's programs are not installed")
    folder = new_folder()
    server = Cluster(folder)
    server.start()
    yield server
    server.stop("immediate")
    shutil.rmtree(folder)


@pytest.fixture
def postgres(cluster):
    """Give the URL of an empty schema on PostgreSQL."""
    import psycopg

    name = f"t{os.urandom(6).hex()}"
    with psycopg.connect(cluster.url, autocommit=True) as connection:
        connection.execute(f"create schema {name}")
    yield f"{cluster.url}?options=-csearch_path%3D{name}"
    with psycopg.connect(cluster.url, autocommit=True) as connection:
        connection.execute(f"drop schema {name} cascade")


@pytest.fixture(params=["sqlite", "postgres"])
def journal(request, tmpfs):
    """Give the URL of an empty journal: on SQLite, then on PostgreSQL."""
    if request.param == "sqlite":
        return str(tmpfs / "journal.db")
    return request.getfixturevalue("postgres")
