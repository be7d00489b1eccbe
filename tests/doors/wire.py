"""The language server behind two pipes, for messages that no editor's library sends."""

import contextlib
import json
import os
import subprocess
import sys
import threading

PATIENCE = 60
"""Seconds after which a server that says nothing is taken for dead."""


class Wire:
    """A server that was started and greeted; every message is sent as it is given."""

    def __init__(self, folder, *, greeting=None, environ=None):
        self.server = subprocess.Popen(
            [sys.executable, "-m", "samepath", "server"],
            cwd=folder,
            env={**os.environ, **(environ or {})},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self._fuse = threading.Timer(PATIENCE, self.server.kill)
        self._fuse.start()
        folders = [{"uri": folder.as_uri(), "name": "shop"}]
        params = {"capabilities": {}, "processId": None, "workspaceFolders": folders}
        self.send(id=1, method="initialize", params=params | (greeting or {}))
        self.until(lambda message: message.get("id") == 1)
        self.send(method="initialized", params={})

    def send(self, **message):
        self.write(json.dumps({"jsonrpc": "2.0", **message}).encode())

    def write(self, body, length=None):
        head = f"Content-Length: {len(body) if length is None else length}\r\n\r\n"
        self.server.stdin.write(head.encode() + body)
        self.server.stdin.flush()

    def open(self, uri, text, version):
        document = {"uri": uri, "languageId": "python", "version": version, "text": text}
        self.send(method="textDocument/didOpen", params={"textDocument": document})

    def codes(self, version):
        """Wait for what is shown in the document of a version, and list the codes."""
        shown = self.until(lambda m: (m.get("params") or {}).get("version") == version)
        return [each["code"] for each in shown["params"]["diagnostics"]]

    def until(self, holds):
        while not holds(message := self._next()):
            pass
        return message

    def _next(self):
        length = 0
        while (line := self.server.stdout.readline()) not in {b"\r\n", b""}:
            if line.lower().startswith(b"content-length:"):
                length = int(line.partition(b":")[2])
        assert line, "the server has gone away"
        return json.loads(self.server.stdout.read(length))

    def end(self):
        """Close the pipe, as an editor does that crashes; answer the server's exit status."""
        with contextlib.suppress(OSError):
            self.server.stdin.close()
        try:
            return self.server.wait()
        finally:
            self._fuse.cancel()
            self.server.stdout.close()


@contextlib.contextmanager
def wired(folder, **how):
    """Start a server, and end it by closing its input."""
    wire = Wire(folder, **how)
    try:
        yield wire
    finally:
        assert wire.end() == 0
