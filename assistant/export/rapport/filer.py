"""A report as CSV for a Norwegian Excel, and as JSON data."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import Any

from assistant.domain.rapport import ReportData
from assistant.export.rapport.oppstilling import Block, Report

BOM = "\ufeff"
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_csv(data: ReportData, report: Report) -> bytes:
    """UTF-8 with a byte order mark and semicolons. A line for each number; a figure without numbers has one that says why."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    head = ("figure", "source", "from", "to", "unit", "answer", "count", "remark")
    writer.writerow(["id", *(data.say(key, report.language) for key in head)])
    for block in report.blocks:
        for answer, count, remark in _lines(data, report, block):
            cells = (block.figure.id, block.title, block.figure.form, report.first, report.last, report.unit, answer, count, remark)
            writer.writerow([safe(str(cell)) for cell in cells])
    return (BOM + file.getvalue()).encode()


def _lines(data: ReportData, report: Report, block: Block) -> Iterable[tuple[str, object, str]]:
    if not block.lines:
        yield "", "", block.why
        return
    yield from ((line.label, line.count, block.lacks) for line in block.lines)
    yield data.say("total", report.language), block.total, block.lacks


def safe(cell: str) -> str:
    """A text that a spreadsheet would take as a formula gets an apostrophe in front."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def as_data(report: Report) -> dict[str, Any]:
    """The report as plain JSON data; a hidden number is not there."""
    return {
        "title": report.title, "period": report.period, "from": report.first.isoformat(), "to": report.last.isoformat(), "unit": report.unit,
        "source": report.source, "made": list(report.made), "notes": list(report.notes), "figures": [_figure(report, b) for b in report.blocks],
        "cannot": [{"title": title, "reason": reason, "form": form} for title, reason, form in report.gaps],
    }


def _figure(report: Report, block: Block) -> dict[str, Any]:
    series = report.over_time(block.figure.id)
    return {
        "id": block.figure.id, "title": block.title, "counts": block.counts, "form": block.figure.form, "total": block.total,
        "lines": [{"label": line.label, "cells": list(line.cells), "count": line.count} for line in block.lines],
        "why": block.why, "lacks": block.lacks,
        "over_time": [] if series is None else [{"label": label, "numbers": dict(zip(series.periods, n, strict=True))} for label, n in series.rows],
    }
