"""What has happened in a case, newest first: the talk, alerts, decisions and edits. Readings stand elsewhere."""

from __future__ import annotations

from typing import Any

from assistant.store.rettinger import Edit

EDITS = {
    "rettet": "rettet et funn", "galt": "merket et funn som feil", "angret": "tok et funn tilbake", "nytt": "la til et funn",
    "notat": "skrev et notat", "godkjent": "godkjente saken",
}
CONSENTS = {("samtykke", True): "Personen sa ja til samtalen", ("samtykke", False): "Personen sa nei til samtalen",
            ("deling", True): "Personen delte samtalen", ("deling", False): "Personen valgte å ikke dele",
            ("parorende", True): "Personen sa ja til å snakke med pårørende", ("parorende", False): "Personen sa nei til å snakke med pårørende"}


def build(sak: dict[str, Any], alerts: list[dict[str, Any]], edits: list[Edit]) -> list[dict[str, str]]:
    """Rows with at and what. `alerts` are the case's; `sak` is the picture of it, so nothing that is held back can come in."""
    rows = [{"at": sak["created"], "what": "Samtalen startet"}]
    rows += [{"at": c["at"], "what": CONSENTS[c["kind"], c["given"]]} for c in sak["consents"] if (c["kind"], c["given"]) in CONSENTS]
    for alert in alerts:
        rows += _alert(alert)
    rows += [{"at": d["at"], "what": f"{d['by']} valgte hovedforløp {d['pathway']}"} for d in sak["decisions"]]
    rows += [{"at": p["at"], "what": f"{p['by']} lagret planen (utgave {p['version']})"} for p in sak["plans"]]
    titles = {a["id"]: a["title"] for a in sak["areas"]}
    rows += [{"at": e.at, "what": f"{e.actor} {EDITS[e.kind]}" + (f" ({titles[e.area]})" if e.area in titles else "")} for e in edits]
    return sorted(rows, key=lambda r: r["at"], reverse=True)


def _alert(alert: dict[str, Any]) -> list[dict[str, str]]:
    number, to, by = alert["id"], alert["assigned_to"], alert["assigned_by"]
    steps = ((alert["at"], f"Varsel {number} kom"),
             (alert["assigned_at"], f"Varsel {number} overlevert til {to} av {by}" if to else f"{by} ga varsel {number} tilbake"),
             (alert["unanswered_at"], f"Varsel {number} var ikke besvart i tide"),
             (alert["acknowledged_at"], f"{alert['acknowledged_by']} tok varsel {number}"))
    return [{"at": at, "what": what} for at, what in steps if at]
