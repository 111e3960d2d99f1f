"""Everything about one talk as a zip: les-meg.txt, innsyn.docx, innsyn.txt and innsyn.json. Its shape is in docs/drift-data.md."""

from __future__ import annotations

import json
import zipfile
from io import BytesIO
from typing import Any

from assistant.domain import parorende
from assistant.domain.case import Case, replace, to_dict
from assistant.domain.guide import Guide
from assistant.export import tekst, word
from assistant.export.innsynsdokument import Everything, document, preface
from assistant.export.ord import words
from assistant.export.tid import parse

VERSION = 1
OLDEST = (1980, 1, 1, 0, 0, 0)


def render(guide: Guide, stored: Everything, *, service: str = "", now: str) -> bytes:
    """The zip. `now` is an ISO 8601 UTC time. Names of files in it never hold anything of the case."""
    made = document(guide, stored, service=service, now=now)
    files: dict[str, str | bytes] = {
        "les-meg.txt": "\n\n".join(preface(words(stored.case.language), stored)) + "\n",
        "innsyn.docx": word.render(made),
        "innsyn.txt": tekst.plain(made),
        "innsyn.json": json.dumps(as_data(stored, service, now), ensure_ascii=True, indent=1) + "\n",
    }
    moment = parse(now)
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            info = zipfile.ZipInfo(name, moment.timetuple()[:6] if moment else OLDEST)
            info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            archive.writestr(info, content)
    return out.getvalue()


def as_data(stored: Everything, service: str, now: str) -> dict[str, Any]:
    """What is stored, as plain JSON data."""
    case = to_dict(replace(stored.case, relatives=()))
    del case["relatives"]
    lists = {name: case.pop(name) for name in ("answers", "findings", "risks", "consents", "decisions", "measurements", "plans", "checks")}
    return {
        "format": "kartlegging-innsyn", "version": VERSION, "written": now, "service": service, "complete": stored.complete,
        "explanation": preface(words(stored.case.language), stored), "case": case, **lists, "transcript": stored.transcript,
        "relatives": [_relative(talk) for talk in stored.relatives if talk.turn],
        "alerts": stored.alerts, "log": stored.log, "other": stored.other,
    }


def _relative(talk: Case) -> dict[str, Any]:
    """When a relative spoke, and the answers when the relative agrees that the person reads them."""
    shown = parorende.shown(talk)
    return {"at": talk.created, "shown": shown, "answers": [to_dict(a) for a in talk.answered()] if shown else []}
