"""The report in the API and in the console. Every reading leaves a line in the log; no case is read."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from anyio import to_thread
from fastapi import APIRouter, Query, Request
from markupsafe import Markup
from starlette.responses import JSONResponse, Response

from assistant.domain import periode, rapport
from assistant.export.formater import DOCX
from assistant.export.rapport import filer, rapportdokument, soyler
from assistant.export.rapport.oppstilling import Report, unit_name
from assistant.web import rapport as reports
from assistant.web.bruker import Bruker
from assistant.web.deps import ConsoleReportReader, ReportReader, Running
from assistant.web.maling import page
from assistant.web.problemer import Problem
from assistant.web.skjemaer import PROBLEMS
from assistant.web.tjeneste import Tjeneste

router = APIRouter(prefix="/api/statistics", tags=["saker (ansatte)"], responses=PROBLEMS)
pages = APIRouter(prefix="/konsoll/rapport", include_in_schema=False)
CSV = "text/csv; charset=utf-8"
Day = Annotated[str, Query(max_length=20, description="En dag, som 2026-01-01, eller en måned, som 2026-01.")]
Unit = Annotated[str, Query(max_length=60, description="Enheten. Uten: den første du har tilgang til; «hele» er hele tjenesten.")]


@router.get("/report", response_model=dict[str, Any], summary="Rapport for en periode og en enhet")
async def report(running: Running, user: ReportReader, first: Annotated[Day, Query(alias="from")] = "", last: Annotated[Day, Query(alias="to")] = "",
                 unit: Unit = "", format: Literal["json", "csv", "docx"] = "json", language: Literal["nb", "nn"] = "nb") -> Response:
    """Hele måneder, fra og til. Tall under fem vises ikke, og de kan ikke regnes ut av resten. Krever rollen fagperson, leder eller administrator."""
    months = reports.period(first, last)
    return await to_thread.run_sync(lambda: _file(running, user, months, unit, format, language))


def _file(running: Tjeneste, user: Bruker, months: tuple[str, ...], unit: str, format: str, language: str) -> Response:
    made = _made(running, user, months, reports.chosen(running.store, user, unit), language)
    running.store.log(user.name, "rapport_hentet", None, running.now(), f"format={format}")
    if format == "json":
        return JSONResponse(filer.as_data(made))
    content = (filer.as_csv(rapport.load(), made) if format == "csv"
               else rapportdokument.render(rapport.load(), made, service=running.settings.tjeneste, now=running.now()))
    name = f'attachment; filename="rapport-{months[0]}-{months[-1]}.{format}"'
    return Response(content, media_type=CSV if format == "csv" else DOCX, headers={"Content-Disposition": name})


def _made(running: Tjeneste, user: Bruker, months: tuple[str, ...], unit: str, language: str = "nb") -> Report:
    return reports.make(running.store, running.settings.frister, months, unit, language, running.now())


@pages.get("")
async def shown(request: Request, running: Running, user: ConsoleReportReader, periode: str = "", fra: str = "", til: str = "", enhet: str = "") -> Response:
    """The newest quarter that is made up, unless something else is asked for. A period that cannot be is said on the page."""
    return await to_thread.run_sync(lambda: _page(request, running, user, (periode, fra, til), enhet))


def _page(request: Request, running: Tjeneste, user: Bruker, asked: tuple[str, str, str], wanted: str) -> Response:
    name, first, last = (text.strip()[:20] for text in asked)
    periods, error = reports.choices(running.store, running.now()), ""
    default = next(key for key, _ in periods if "K" in key)
    unit = reports.chosen(running.store, user, wanted[:60])
    try:
        months = reports.period(first, last, "" if first or last else name or default)
    except Problem as problem:
        months, error = periode.named(default), problem.detail
    running.store.log(user.name, "rapport_lest", None, running.now())
    made = _made(running, user, months, unit)
    units = [(reports.code(u), unit_name(rapport.load(), u, "nb")) for u in reports.units(running.store, user)]
    return page(
        request, "konsoll/rapport.html", 422 if error else 200, report=made, periods=periods, first=first, last=last,
        period="" if first or last else name or default,
        units=units, unit=reports.code(unit), error=error, bar=lambda count, total: Markup(soyler.bar(count, total)),
        chart=lambda series, name: Markup(soyler.over_time(series, name)), number=rapportdokument.number, change=rapportdokument.change,
        dash=rapport.load().say("dash", "nb"), address=f"from={made.first}&to={made.last}",
    )


@pages.get("/kan-ikke-si")
async def cannot(request: Request, user: ConsoleReportReader) -> Response:
    """What the figures cannot say."""
    return page(request, "konsoll/rapport_grenser.html", gaps=rapport.load().gaps, source=rapport.load().source)
