"""Next steps: what follows from the rest of the document, with room for who and when."""

from __future__ import annotations

from assistant.domain import sikkerhet
from assistant.domain.case import Case, level_rank
from assistant.domain.guide import Guide
from assistant.domain.hovedforlop import Suggestion
from assistant.export.dokument import Section, Table, line, para
from assistant.export.ord import Words
from assistant.export.renset import quoted
from assistant.export.utvalg import Shared

EMPTY_ROWS = 2


def section(guide: Guide, case: Case, kept: Shared, found: Suggestion, w: Words) -> Section:
    steps = [*_safety(case, w), *([] if kept.nothing else _content(guide, case, kept, found, w))]
    rows = tuple(((line(s),), (), ()) for s in [*steps, *[""] * EMPTY_ROWS])
    table = Table(w("neste"), (w("kol_steg"), w("kol_hvem"), w("kol_nar")), rows, (0.56, 0.24, 0.20))
    return Section(w("neste"), (para(w("neste_merknad")), table))


def _safety(case: Case, w: Words) -> list[str]:
    """Danger first; then asking, when nobody has."""
    steps = [w("steg_fare")] if level_rank(case.worst_level()) >= level_rank("hoy") else []
    direct = sikkerhet.direct_answer(case)
    if direct is None or direct.status != "besvart" or case.worst_level() == "avklar":
        steps.append(w("steg_spor_fare"))
    return steps


def _content(guide: Guide, case: Case, kept: Shared, found: Suggestion, w: Words) -> list[str]:
    steps = []
    if case.consent("deling") is None:
        steps.append(w("steg_deling"))
    first = kept.case.current().get("viktig.forst")
    if first and first.status == "besvart" and first.text.strip():
        steps.append(w("steg_forst", hva=quoted(first.text, 160)))
    if found.specialist in ("refer", "consult"):
        steps.append(w(f"steg_{found.specialist}"))
    required = {r.id for r in found.requirements}
    steps += [w(key) for rule, key in (("K-BARN", "steg_barn"), ("K-TOLK", "steg_tolk")) if rule in required]
    if unclear := [w(f"dim_{u.dimension}").lower() for u in found.unclear]:
        steps.append(w("steg_uklart", hva=", ".join(unclear)))
    if not case.decisions:
        steps.append(w("steg_beslutt"))
    return [*steps, w("steg_mal")]
