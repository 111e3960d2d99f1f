"""What every resource is made of: ids that are the same each time, references, codes, times and strings that FHIR takes."""

from __future__ import annotations

import re
import uuid
from datetime import UTC, datetime
from typing import Any

from assistant.export.renset import clean
from assistant.export.tid import parse

Data = dict[str, Any]
NAMESPACE = uuid.UUID("6f1d3b52-8c0e-5d5a-9a43-2f7f5b0c8e11")
OWN = "urn:x-kartlegging"
LANGUAGE = {"nb": "nb-NO", "nn": "nn-NO", "en": "en"}
_SPACE = re.compile(r"[^\S \r\n\t]")


def identity(*parts: str) -> str:
    """A UUID that is the same each time for the same parts."""
    return str(uuid.uuid5(NAMESPACE, "\x1f".join(parts).encode("utf-8", "surrogatepass").decode("utf-8", "replace")))


def entry(resource: Data) -> Data:
    """A bundle entry; the resource's id is a UUID."""
    return {"fullUrl": f"urn:uuid:{resource['id']}", "resource": resource}


def reference(resource: Data, display: str = "") -> Data:
    """A reference to a resource of the same bundle."""
    return kept({"reference": f"urn:uuid:{resource['id']}", "type": resource["resourceType"], "display": string(display)})


def system(name: str) -> str:
    """A code system of our own, as `urn:x-kartlegging:omrade`."""
    return f"{OWN}:{name}"


def concept(name: str, code: str, display: str, text: str = "") -> Data:
    """A code of our own with its words."""
    return kept({"coding": [coding(name, code, display)], "text": string(text)})


def coding(name: str, code: str, display: str = "") -> Data:
    return kept({"system": system(name), "code": token(code), "display": string(display)})


def string(text: object) -> str:
    """Text that fits FHIR's string: only the white space that it allows, nothing that JSON or XML forbids, no empty ends."""
    return _SPACE.sub(" ", clean(text)).strip()


def token(text: object) -> str:
    """A code: one word or words with single spaces."""
    return " ".join(string(text).split())


def moment(text: str, otherwise: str = "") -> str:
    """A dateTime in UTC; what cannot be read gives `otherwise` in the same form, or nothing."""
    found = parse(text) or (parse(otherwise) if otherwise else None)
    return _iso(found) if found else ""


def instant(text: str) -> str:
    """A time that must be there; what cannot be read is the beginning of time, never a guess."""
    return moment(text) or _iso(datetime(1970, 1, 1, tzinfo=UTC))


def _iso(found: datetime) -> str:
    """In UTC; nothing for a moment that has no place there."""
    try:
        utc = found.astimezone(UTC)
    except OverflowError:
        return ""
    return utc.isoformat(timespec="milliseconds" if utc.microsecond else "seconds").replace("+00:00", "Z")


def kept(data: Data) -> Data:
    """Without what is empty: FHIR has no empty strings, lists or objects. False and 0 stay."""
    return {key: value for key, value in data.items() if value is not None and value != "" and value != [] and value != {}}
