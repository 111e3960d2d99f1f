"""The service's own log on standard error: a line for people, or JSON for programs (KARTLEGGING_LOGG=json). Never a word of a person."""

from __future__ import annotations

import json
import logging
import sys
from datetime import UTC, datetime
from typing import Any

OURS = "assistant"
SAFE = (OURS, "uvicorn")      # whose words are known; of everybody else only the name and the kind of error are written


class Lines(logging.Formatter):
    """«2026-11-23T08:00:00Z INFO tur sak=… nr=3»."""

    def format(self, record: logging.LogRecord) -> str:
        return " ".join(filter(None, [_time(record), record.levelname, _text(record), _kind(record)]))


class Json(logging.Formatter):
    """One object a line: time, level, event, and the codes of the event."""

    def format(self, record: logging.LogRecord) -> str:
        data: dict[str, Any] = {"time": _time(record), "level": record.levelname.lower()}
        happened = getattr(record, "hendelse", None)
        if happened is not None:
            return json.dumps(data | happened, ensure_ascii=False)
        more = {"event": "logg", "logger": record.name, "text": _text(record), "error": _kind(record)}
        return json.dumps(data | {k: v for k, v in more.items() if v}, ensure_ascii=False)


class Stderr(logging.Handler):
    """Writes to standard error as it is when the line is written."""

    def emit(self, record: logging.LogRecord) -> None:
        try:
            sys.stderr.write(self.format(record) + "\n")
            sys.stderr.flush()
        except Exception:
            sys.stderr.write('{"event": "logg", "error": "linjen kunne ikke skrives"}\n')


def setup(kind: str) -> None:
    """Write what the service logs from now on, and that others warn. May be called again; the last call counts.

    The plain handler that Rasa puts up is taken down: it writes every message as it is.
    """
    logging.getLogger().__class__ = logging.RootLogger        # numpy.distutils puts in one that takes no exceptions
    handler = Stderr()
    handler.setFormatter(Json() if kind == "json" else Lines())
    for logger in (logging.getLogger(), logging.getLogger(OURS)):
        for old in [h for h in logger.handlers if type(h) in (Stderr, logging.StreamHandler)]:
            logger.removeHandler(old)
    logging.getLogger().addHandler(handler)
    logging.getLogger(OURS).setLevel(logging.INFO)


def _time(record: logging.LogRecord) -> str:
    return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _text(record: logging.LogRecord) -> str:
    """The message of our own records. A trace of others may quote what was read, so with an exception there is no text."""
    ours = record.name.split(".")[0] in SAFE
    return record.getMessage() if ours and record.exc_info is None else record.name


def _kind(record: logging.LogRecord) -> str:
    return record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else ""
