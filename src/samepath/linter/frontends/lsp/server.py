"""The language server: diagnostics for the whole program while it is edited, and rules' pages."""

import asyncio
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from lsprotocol import types as lsp
from pygls.lsp.server import LanguageServer

from samepath import __version__
from samepath.linter.frontends.cli.output import CannotWork
from samepath.linter.frontends.cli.run import REPORT
from samepath.linter.frontends.lsp.checking import Checked, Checker, Texts
from samepath.linter.frontends.lsp.diagnostics import Drawing, covers
from samepath.linter.frontends.lsp.places import path_of, uri_of
from samepath.linter.frontends.pages import page_of
from samepath.linter.report.page import Page

if TYPE_CHECKING:
    from samepath.linter.frontends.cli.options import Value

Said = TypeVar("Said")

OPTIONS = {"showNotes": "show_notes", "showGaps": "show_gaps", "strict": "strict"}
"""Initialization options that are switches, and the command's own names for them."""
CHANGES = (
    lsp.TEXT_DOCUMENT_DID_OPEN,
    lsp.TEXT_DOCUMENT_DID_CHANGE,
    lsp.TEXT_DOCUMENT_DID_SAVE,
    lsp.TEXT_DOCUMENT_DID_CLOSE,
    lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES,
    lsp.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS,
)
WATCHED = ("**/*.py", "**/pyproject.toml", "**/samepath.toml", "**/.samepath.toml")
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9-]*")


class Server(LanguageServer):
    """What is open, and what was last said of it."""

    def __init__(self) -> None:
        super().__init__(
            "samepath", __version__, text_document_sync_kind=lsp.TextDocumentSyncKind.Full
        )
        self.checker = Checker(self._from_thread(self.publish), self._from_thread(self.complain))
        self.loop: asyncio.AbstractEventLoop | None = None
        self.shown: dict[str, list[lsp.Diagnostic]] = {}
        self.complaint = ""

    def _from_thread(self, say: Callable[[Said], None]) -> Callable[[Said], None]:
        """Let what the checker's thread says be said in the server's own."""

        def later(what: Said) -> None:
            if self.loop is not None:
                self.loop.call_soon_threadsafe(say, what)

        return later

    def changed(self, *, afresh: bool = True) -> None:
        """Check again; `afresh` says that more may have changed than open texts."""
        folders = [path_of(folder.uri) for folder in self.workspace.folders.values()]
        documents: dict[str, str] = {}
        versions: dict[str, int | None] = {}
        for document in self.workspace.text_documents.values():  # its keys are unquoted
            path = path_of(document.uri)
            if path is not None and path.endswith(".py"):
                documents[path] = document.source
                versions[path] = document.version
        texts = Texts(tuple(filter(None, folders)), documents, versions)
        self.checker.ask(texts, afresh=afresh)

    def publish(self, checked: Checked) -> None:
        """Show what was found, and clear what is no longer there."""
        self.complaint = ""
        folder = checked.texts.folders[0] if checked.texts.folders else ""
        drawing = Drawing(checked.lines, self.workspace.position_codec, folder)
        found = drawing.diagnostics(checked.findings)
        for path in {**self.shown, **found, **checked.texts.documents}:
            self.text_document_publish_diagnostics(
                lsp.PublishDiagnosticsParams(
                    uri=self._uri(path),
                    diagnostics=found.get(path, []),
                    version=checked.texts.versions.get(path),
                )
            )
        self.shown = found

    def _uri(self, path: str) -> str:
        """Name a document as the client does: it may quote other characters than we would."""
        opened = [document.uri for document in self.workspace.text_documents.values()]
        named = (uri for uri in opened if path_of(uri) == path)
        return next(named, None) or uri_of(path)

    def complain(self, error: Exception) -> None:
        """Say what stands in the way, once; what was shown stays."""
        known = isinstance(error, CannotWork)
        said = str(error) if known else f"{type(error).__name__}: {error}; {REPORT}"
        if said == self.complaint:
            return
        self.complaint = said
        self.window_show_message(
            lsp.ShowMessageParams(lsp.MessageType.Error, f"samepath: {said[:500]}")
        )

    def hover(self, uri: str, position: lsp.Position) -> lsp.Hover | None:
        """Show the pages of the rules that were broken here, or that a comment names here."""
        shown = self.shown.get(path_of(uri) or "", [])
        codes = [str(each.code) for each in shown if covers(each, position)]
        pages = [page_of(code) for code in dict.fromkeys(codes)] or [self._named(uri, position)]
        told = [page.markdown for page in pages if page is not None]
        if not told:
            return None
        text = lsp.MarkupContent(lsp.MarkupKind.Markdown, "\n---\n\n".join(told))
        return lsp.Hover(contents=text)

    def _named(self, uri: str, position: lsp.Position) -> Page | None:
        opened = [each.source for each in self.workspace.text_documents.values() if each.uri == uri]
        lines = opened[0].split("\n") if opened else []  # what is not open is none of ours to read
        line = lines[position.line] if position.line < len(lines) else ""
        comment = line.find("#")
        if comment < 0 or not re.search(r"samepath:|noqa", line[comment:]):
            return None
        for word in _WORD.finditer(line, comment):
            if word.start() <= position.character <= word.end():
                return page_of(word[0])
        return None


def configure(server: Server, given: object) -> None:
    """Take the client's initialization options; unknown ones are none of ours."""
    options: dict[str, Value] = {}
    if isinstance(given, dict):
        options = {ours: given.get(theirs) is True for theirs, ours in OPTIONS.items()}
        config = given.get("config")
        options["config"] = config if isinstance(config, str) else None
    server.checker.options = options


def create() -> Server:
    """Make a server that answers a client."""
    server = Server()

    @server.feature(lsp.INITIALIZE)
    def initialize(params: lsp.InitializeParams) -> None:
        configure(server, params.initialization_options)

    @server.feature(lsp.INITIALIZED)
    async def initialized(_: lsp.InitializedParams) -> None:
        server.loop = asyncio.get_running_loop()
        server.checker.start()
        server.changed()
        await watch(server)

    for feature in CHANGES:
        check_after(server, feature)

    @server.feature(lsp.TEXT_DOCUMENT_HOVER)
    def hover(params: lsp.HoverParams) -> lsp.Hover | None:
        return server.hover(params.text_document.uri, params.position)

    @server.feature(lsp.SHUTDOWN)
    def shutdown(_: None) -> None:
        server.checker.stop()

    return server


def check_after(server: Server, feature: str) -> None:
    """Check again whenever the client tells of this."""

    @server.feature(feature)
    def changed(ls: Server, _: object) -> None:
        ls.changed(afresh=feature != lsp.TEXT_DOCUMENT_DID_CHANGE)


async def watch(server: Server) -> None:
    """Ask the client to tell of files that change on the disk, if it can."""
    workspace = server.client_capabilities.workspace
    watched = workspace.did_change_watched_files if workspace else None
    if not (watched and watched.dynamic_registration):
        return
    options = lsp.DidChangeWatchedFilesRegistrationOptions(
        watchers=[lsp.FileSystemWatcher(glob_pattern=pattern) for pattern in WATCHED]
    )
    await server.client_register_capability_async(
        lsp.RegistrationParams(
            registrations=[
                lsp.Registration("samepath-files", lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
            ]
        )
    )
