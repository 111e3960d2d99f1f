"""The log of a case as a reader wants it: in words, newest first, with what was repeated told once."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from assistant.export import formater

ACTIONS = {
    "opprettet": "startet samtalen", "tur": "skrev i samtalen", "lest": "leste", "hentet": "lastet ned", "eksport": "eksporterte",
    "blaalys": "åpnet saken med blålys", "enhet_satt": "satte enheten", "veiledet": "leder samtalen",
    "varsel": "ga varsel", "varsel_kvittert": "tok et varsel", "beslutning": "tok en beslutning",
    "rettet": "rettet eller noterte", "godkjent": "godkjente saken", "varsel_overlevert": "overleverte et varsel",
    "varsel_gitt_tilbake": "ga et varsel tilbake",
    "varsel_ubesvart": "merket et varsel som ikke besvart", "varsling_sendt": "sendte beskjed om et varsel",
    "varsling_feilet": "fikk ikke sendt beskjed om et varsel",
    "skjema": "førte et skjema", "plan_lagret": "lagret planen", "sjekkliste_fort": "førte en sjekkliste",
    "person_lest": "så hvem saken gjelder", "person_satt": "førte opp hvem saken gjelder", "person_slettet": "fjernet hvem saken gjelder",
    "startkode_laget": "lagde en startkode", "oppfolging_startet": "startet en oppfølging", "parorende_startet": "startet en samtale med en pårørende",
    "samtykke_gitt": "førte inn et samtykke", "samtykke_trukket": "førte inn et nei til samtykke",
    "kode_laget": "lagde en kode til samtalen", "kode_brukt": "åpnet samtalen med koden",
}
DETAILS = {
    "oppsummering": "oppsummeringen", "plan": "planen", "format=docx": "Word-fil", "format=txt": "ren tekst", "format=pdf": "PDF",
    "format=innsyn": "alt som er lagret",
}


def told(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows with who, what, times, first and last. Turns and readings by the same one after each other become one row."""
    groups = [list(group) for _, group in groupby(lines, key=lambda x: (x["actor"], x["action"], _detail(x)))]
    return [_row(group) for group in reversed(groups)]


def readers(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows with who, times, first and last: everybody but the person who has read the case or taken a document out, the last first."""
    found: dict[str, list[dict[str, Any]]] = {}
    for line in lines:
        if line["action"] in ("lest", "hentet", "eksport") and line["actor"] != "person":
            found.setdefault(line["actor"], []).append(line)
    rows = [{"who": who, "times": len(x), "first": x[0]["at"], "last": x[-1]["at"],
             "taken": sum(line["action"] != "lest" for line in x)} for who, x in found.items()]
    return sorted(rows, key=lambda r: r["last"], reverse=True)


def _row(group: list[dict[str, Any]]) -> dict[str, Any]:
    first = group[0]
    what = " ".join(t for t in (ACTIONS.get(first["action"], first["action"].replace("_", " ")), _detail(first)) if t)
    return {"who": first["actor"], "what": what, "times": len(group), "first": first["at"], "last": group[-1]["at"]}


def _detail(line: dict[str, Any]) -> str:
    """What an export was of, and whether it was a draft; else the words for the code."""
    if line["action"] != "eksport":
        return DETAILS.get(line["detail"], "")
    codes = line["detail"].split(",")
    known = formater.by_id(codes[0].removeprefix("format="))
    return f"{known.name if known else codes[0].removeprefix('format=')}{' som utkast' if 'utkast' in codes else ''}"
