"""A bare editor: starts `samepath server`, sends what is typed, and waits for the answer to it.

It speaks the protocol itself, so that nothing but the server's own work is timed.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

Message = dict[str, Any]
TICKS = os.sysconf("SC_CLK_TCK")


class Editor:
    """One editor with one server in one folder, and one version for all that it sends."""

    def __init__(self, folder: Path) -> None:
        self.version = 0
        self._folder = folder
        self._server = subprocess.Popen(
            [sys.executable, "-m", "samepath", "server"],
            cwd=folder,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        workspace = {"uri": folder.as_uri(), "name": folder.name}
        self._send("initialize", 1, capabilities={}, processId=None, workspaceFolders=[workspace])
        self._until(lambda message: "id" in message)
        self._send("initialized")

    def open(self, path: Path, text: str) -> list[Message]:
        """Open a document, and wait for what is shown in it."""
        self.version += 1
        document = {
            "uri": path.as_uri(), "languageId": "python", "version": self.version, "text": text,
        }  # fmt: skip
        self._send("textDocument/didOpen", textDocument=document)
        return self.answer(path)

    def type(self, path: Path, text: str) -> None:
        """Send a document's new text."""
        self.version += 1
        self._send(
            "textDocument/didChange",
            textDocument={"uri": path.as_uri(), "version": self.version},
            contentChanges=[{"text": text}],
        )

    def answer(self, path: Path) -> list[Message]:
        """Wait for the diagnostics that belong to the newest text of a document."""
        wanted = {"uri": path.as_uri(), "version": self.version}
        shown = self._until(lambda m: wanted.items() <= (m.get("params") or {}).items())
        diagnostics: list[Message] = shown["params"]["diagnostics"]
        return diagnostics

    def processor(self) -> float:
        """Return the seconds of processor time that the server took so far; 0 if nobody tells."""
        try:
            stat = Path(f"/proc/{self._server.pid}/stat").read_text(encoding="ascii")
        except OSError:
            return 0.0
        used = stat.rpartition(")")[2].split()[11:13]
        return sum(map(int, used)) / TICKS

    def peak(self) -> float:
        """Return the most memory that the server held so far, in megabytes; 0 if nobody tells."""
        try:
            status = Path(f"/proc/{self._server.pid}/status").read_text(encoding="ascii")
        except OSError:
            return 0.0
        return int(status.partition("VmHWM:")[2].split()[0]) / 1024

    def leave(self) -> None:
        """End the server as editors do."""
        self._send("shutdown", 2)
        self._until(lambda message: "id" in message)
        self._send("exit")
        self._server.wait()

    def _send(self, method: str, number: int | None = None, **params: object) -> None:
        message: Message = {"jsonrpc": "2.0", "method": method, "params": params or None}
        if number is not None:
            message["id"] = number
        if method == "initialized":
            message["params"] = {}
        body = json.dumps(message).encode()
        assert self._server.stdin is not None
        self._server.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self._server.stdin.flush()

    def _until(self, holds: Callable[[Message], bool]) -> Message:
        while not holds(message := self._next()):
            pass
        return message

    def _next(self) -> Message:
        assert self._server.stdout is not None
        length = 0
        while (line := self._server.stdout.readline()) not in {b"\r\n", b""}:
            name, _, value = line.partition(b":")
            length = int(value) if name.lower() == b"content-length" else length
        if not line:
            raise SystemExit("the server went away")
        message: Message = json.loads(self._server.stdout.read(length))
        return message
