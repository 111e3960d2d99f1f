"""The message against the XSDs that a service has placed in a folder. Nothing is fetched, and no entity is ever expanded."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from lxml import etree

from assistant.export.dialogmelding.deler import DIALOG, HEAD, XSD
from assistant.export.dialogmelding.feil import BAD_SCHEMAS, NO_FOLDER, NOT_VALID
from assistant.export.skrivefeil import WriteError


def check(message: bytes, folder: Path | None) -> None:
    """Without a folder there is nothing to check against. Raises WriteError on a message that is not valid, and on a folder that cannot be used."""
    if folder is None:
        return
    schema = _schema(folder)
    if not schema.validate(etree.fromstring(message, _parser())):
        error = schema.error_log[0] if len(schema.error_log) else None
        path = (error.path or "").rsplit("/", 1)[-1].split(":")[-1] if error else ""
        raise WriteError(NOT_VALID.format(element=path or "MsgHead"))


def _parser() -> Any:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)


def _schema(folder: Path) -> Any:
    """All the XSDs of the folder as one, one file for each namespace. Raises WriteError."""
    try:
        found = {space: path for path in sorted(folder.glob("*.xsd")) if (space := _namespace(path))}
    except (OSError, etree.XMLSyntaxError) as error:
        raise WriteError(NO_FOLDER) from error
    if not {HEAD, DIALOG} <= set(found):
        raise WriteError(NO_FOLDER)
    imports = [etree.Element(f"{{{XSD}}}import", namespace=space, schemaLocation=path.resolve().as_uri()) for space, path in found.items()]
    driver = etree.Element(f"{{{XSD}}}schema", nsmap={"xs": XSD})
    driver.extend(imports)
    try:
        return etree.XMLSchema(etree.fromstring(etree.tostring(driver), _parser()))
    except etree.XMLSchemaParseError as error:
        raise WriteError(BAD_SCHEMAS) from error


def _namespace(path: Path) -> str:
    return etree.parse(str(path), _parser()).getroot().get("targetNamespace") or ""
