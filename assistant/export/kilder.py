"""Where each statement comes from and when, what the person has agreed to, and the lines to sign on."""

from __future__ import annotations

from assistant.domain.case import Case, Consent
from assistant.domain.guide import Guide
from assistant.export.dokument import Facts, Points, Section, Signature, line, para, points
from assistant.export.forfatter import Author
from assistant.export.ord import Words
from assistant.export.renset import one_line
from assistant.export.tid import moment, span


def section(guide: Guide, case: Case, w: Words, now: str) -> Section:
    """`case` is the whole case: counts and times only, no content."""
    items = [_answers(case, w), w("kilde_utledet", versjon=guide.version), w("kilde_fag"), _confirmed(case, w)]
    items.append(w("kilde_tid", start=moment(w, case.created), slutt=moment(w, case.updated or case.created), na=moment(w, now)))
    return Section(w("kilder"), (points(items),))


def consents(case: Case, w: Words) -> Section:
    """The newest word on each consent, with its time; the areas held back stand elsewhere."""
    newest: dict[str, Consent] = {c.kind: c for c in case.consents}
    if not newest:
        return Section(w("samtykker"), (para(w("samtykker_ingen")),), 2)
    lines = (f"{w.get(f'samtykke_{c.kind}', one_line(c.kind))}: {w('samtykke_ja' if c.given else 'samtykke_nei')}, {moment(w, c.at)}"
             for c in newest.values())
    return Section(w("samtykker"), (Points(tuple(line(text) for text in lines)),), 2)


def signature(w: Words, author: Author | None = None) -> Section:
    """Who wrote it, as far as that is known, and lines to write the rest on. An approved document is signed already."""
    known = {"sign_navn": author.name, "sign_rolle": author.title, "sign_hpr": author.hpr} if author else {}
    if author and author.approved:
        known["sign_dato"] = moment(w, author.approved)
    facts = tuple((w(key), one_line(text)) for key, text in known.items() if text)
    rest = tuple(w(key) for key in ("sign_navn", "sign_rolle", "sign_hpr", "sign_dato", "sign_underskrift") if not known.get(key))
    if author and author.approved:
        return Section(w("signatur"), (Facts((*facts, (w("sign_underskrift"), w("sign_elektronisk")))),))
    return Section(w("signatur"), (*((Facts(facts),) if facts else ()), Signature(rest)))


def who(case: Case) -> str:
    """person, fagperson or begge: who wrote the answers in."""
    writers = {("person" if a.by == "person" else "fagperson") for a in case.answered()}
    if len(writers) == 2:
        return "begge"
    return writers.pop() if writers else ("person" if case.mode == "self" else "fagperson")


def _answers(case: Case, w: Words) -> str:
    given = list(case.answered())
    if not given:
        return w("kilde_ingen")
    times = sorted(a.at for a in given if a.at)
    first, last = (times[0], times[-1]) if times else ("", "")
    values = {"tid": span(w, first, last)}
    if who(case) == "begge":
        mine = sum(a.by == "person" for a in given)
        return w("kilde_blandet", n_person=mine, n_fag=len(given) - mine, **values)
    return w("kilde_utsagn_self" if who(case) == "person" else "kilde_utsagn_guided", **values)


def _confirmed(case: Case, w: Words) -> str:
    answer = case.current().get("ramme.oppsummering")
    agreed = answer is not None and answer.status == "besvart" and {"stemmer", "legge_til"} & set(answer.codes)
    return w("kilde_bekreftet" if agreed else "kilde_ikke_bekreftet")
