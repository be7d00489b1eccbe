"""An editor: starts the real server, sends it what is typed, and waits for what it shows."""

import asyncio
import contextlib
import sys

from lsprotocol import types as lsp
from pygls.lsp.client import LanguageClient

PATIENCE = 20
"""Seconds after which a server that says nothing is taken for dead."""


class Editor:
    """One editor with one server; `shown` has the diagnostics by address, `said` its messages."""

    def __init__(self, folder):
        self.folder = folder
        self.shown = {}
        self.versions = {}
        self.said = []
        self.news = asyncio.Event()
        self.client = LanguageClient("editor", "1")

        @self.client.feature(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def shown(params):
            self.shown[params.uri] = params.diagnostics
            self.versions[params.uri] = params.version
            self.news.set()

        @self.client.feature(lsp.WINDOW_SHOW_MESSAGE)
        def said(params):
            self.said.append(params.message)
            self.news.set()

    def uri(self, name):
        return (self.folder / name).as_uri()

    async def start(self, options=None, encodings=None):
        await self.client.start_io(sys.executable, "-m", "samepath", "server")
        general = lsp.GeneralClientCapabilities(position_encodings=encodings)
        return await self.client.initialize_async(
            lsp.InitializeParams(
                capabilities=lsp.ClientCapabilities(general=general),
                workspace_folders=[lsp.WorkspaceFolder(self.folder.as_uri(), "shop")],
                initialization_options=options,
            )
        )

    def initialized(self):
        self.client.initialized(lsp.InitializedParams())

    def open(self, name, text=None):
        text = (self.folder / name).read_text() if text is None else text
        item = lsp.TextDocumentItem(self.uri(name), "python", 1, text)
        self.client.text_document_did_open(lsp.DidOpenTextDocumentParams(item))

    def type(self, name, text, version):
        self.client.text_document_did_change(
            lsp.DidChangeTextDocumentParams(
                lsp.VersionedTextDocumentIdentifier(version, self.uri(name)),
                [lsp.TextDocumentContentChangeWholeDocument(text)],
            )
        )

    def close(self, name):
        document = lsp.TextDocumentIdentifier(self.uri(name))
        self.client.text_document_did_close(lsp.DidCloseTextDocumentParams(document))

    async def hover(self, name, line, character):
        return await self.client.text_document_hover_async(
            lsp.HoverParams(
                lsp.TextDocumentIdentifier(self.uri(name)), lsp.Position(line, character)
            )
        )

    async def until(self, holds):
        """Wait for the editor to show what it should."""
        async with asyncio.timeout(PATIENCE):
            while not holds():
                self.news.clear()
                await self.news.wait()

    def codes(self, name):
        return [each.code for each in self.shown.get(self.uri(name), [])]


@contextlib.asynccontextmanager
async def editing(folder, **how):
    """Start an editor in a folder, and leave it as editors do."""
    editor = Editor(folder)
    await editor.start(**how)
    editor.initialized()
    try:
        yield editor
    finally:
        await editor.client.shutdown_async(None)
        editor.client.exit(None)
        await editor.client.stop()
