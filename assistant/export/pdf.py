"""Word -> PDF by LibreOffice: tagged, PDF/A-2b and PDF/UA, with title and language. One at a time, and never for ever."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path
from threading import Lock

from assistant.export.skrivefeil import WriteError

SECONDS, WAIT = 60, 90
MISSING = "PDF kan ikke lages her, for LibreOffice er ikke installert. Hent Word-filen i stedet. På Debian og Ubuntu: apt install libreoffice-writer."
BUSY = "Det lages mange PDF-er akkurat nå. Prøv igjen om et minutt, eller hent Word-filen."
FAILED = "LibreOffice klarte ikke å lage PDF-en. Hent Word-filen i stedet, og prøv igjen senere."
FILTER = (
    'pdf:writer_pdf_Export:{"SelectPdfVersion":{"type":"long","value":"2"},"PDFUACompliance":{"type":"boolean","value":"true"},'
    '"UseTaggedPDF":{"type":"boolean","value":"true"},"ExportBookmarks":{"type":"boolean","value":"true"},'
    '"DisplayPDFDocumentTitle":{"type":"boolean","value":"true"}}'
)
_one = Lock()


def program() -> str | None:
    """Where LibreOffice is; None when it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def missing() -> str:
    """Why PDF cannot be made here, and how to get it; empty when it can."""
    return "" if program() else MISSING


def convert(docx: bytes) -> bytes:
    """The Word file as PDF (about 2 s). Blocks: call it in a thread. Raises WriteError."""
    found = program()
    if found is None:
        raise WriteError(MISSING)
    if not _one.acquire(timeout=WAIT):
        raise WriteError(BUSY)
    try:
        return _converted(found, docx)
    except OSError as error:
        raise WriteError(FAILED) from error
    finally:
        _one.release()


def _converted(found: str, docx: bytes) -> bytes:
    """In a folder that only we read and that is gone afterwards, also with LibreOffice's own profile. Raises WriteError, OSError."""
    with tempfile.TemporaryDirectory(prefix="kartlegging-pdf-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        (folder / "dokument.docx").write_bytes(docx)
        profile = (folder / "profil").as_uri()
        _run([found, f"-env:UserInstallation={profile}", "--headless", "--norestore", "--nologo", "--nodefault", "--convert-to", FILTER,
              "--outdir", str(folder), str(folder / "dokument.docx")], folder)
        made = folder / "dokument.pdf"
        if not made.is_file() or not (content := made.read_bytes()).startswith(b"%PDF-"):
            raise WriteError(FAILED)
        return content


def _run(command: list[str], folder: Path) -> None:
    """Wait for it; what takes too long is ended with everything that it started. What it prints is thrown away."""
    env = {"PATH": os.environ.get("PATH", os.defpath), "HOME": str(folder), "TMPDIR": str(folder), "LANG": "C.UTF-8", "SAL_USE_VCLPLUGIN": "svp"}
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet, env=env, cwd=folder, start_new_session=True) as process:
        try:
            process.wait(SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            raise WriteError(FAILED) from None
