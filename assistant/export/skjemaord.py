"""A filled-in form in sentences: its score with its limits, what is missing, who filled it in, and what has changed since last time."""

from __future__ import annotations

from assistant.domain import scoring
from assistant.domain.case import Case, Maling
from assistant.domain.guide import Guide
from assistant.domain.instrument import Instrument
from assistant.domain.scoring import Moved, Reach, Score, number
from assistant.export.ord import Words
from assistant.export.renset import one_line, quoted
from assistant.export.tid import moment
from assistant.export.utvalg import PERSON

OURS = "her"            # the item texts are our own and may be repeated


def filled(guide: Guide, case: Case) -> list[Maling]:
    """The measurements in force whose form is known, by form and then by time."""
    known = [m for m in case.current_measurements().values() if m.instrument in guide.instruments]
    order = list(guide.instruments)
    return sorted(known, key=lambda m: (order.index(m.instrument), m.at))


def previous(case: Case, maling: Maling) -> Maling | None:
    """The finished measurement before this one, with the same form."""
    same = [m for m in case.current_measurements().values() if m.instrument == maling.instrument and m.status == "ferdig" and m.id != maling.id]
    return max((m for m in same if m.at < maling.at), key=lambda m: m.at, default=None)


def result_lines(w: Words, instrument: Instrument, maling: Maling, score: Score) -> list[str]:
    """The total, or why there is none, and danger that an answer tells of."""
    lines = [w(f"skjema_{maling.status}")] if maling.status != "ferdig" else []
    if score.total is not None:
        lines.append(w("skjema_poeng", sum=number(score.total), lav=number(instrument.low), hoy=number(instrument.high)))
    if maling.given_total is not None:
        lines.append(w("skjema_bare_sum"))
    if score.missing:
        lines.append(w("skjema_mangler", hvilke=_list(w, score.missing)) + ("" if score.total is not None else " " + w("skjema_ingen_sum")))
    elif score.total is None and maling.status == "ferdig":
        lines.append(w("skjema_for_faa", antall=len(instrument.items) - instrument.scoring.missing))
    return [*lines, *(w("skjema_fare", nr=risk.item) for risk in score.risks)]


def goal_lines(w: Words, instrument: Instrument, maling: Maling) -> list[str]:
    """The person's own goals, each with its number."""
    lines = []
    for item in instrument.items:
        if not item.own_words or not (maling.words.get(item.id) or maling.answers.get(item.id) is not None):
            continue
        value, said = maling.answers.get(item.id), quoted(one_line(maling.words.get(item.id, "")))
        given = {"tall": number(value), "hoy": number(item.values[-1])} if value is not None else {}
        lines.append(w("skjema_mal" if given else "skjema_mal_apent", nr=item.id, ord=said, **given))
    return lines


def said_lines(w: Words, instrument: Instrument, maling: Maling) -> list[str]:
    """What was written where a choice was asked for, and the answers to questions of our own."""
    lines = []
    for item in (i for i in instrument.items if not i.own_words):
        value, said = maling.answers.get(item.id), maling.words.get(item.id, "")
        label = next((c.label for c in item.choices if c.value == value), None) if instrument.items_text == OURS else None
        if item.text and label:
            lines.append(f"{item.text.get(w.language)} {label.get(w.language)}")
        if said:
            lines.append(w("skjema_egne_ord", nr=item.id, ord=quoted(one_line(said))))
    return lines


def limit_lines(w: Words, instrument: Instrument, score: Score) -> list[str]:
    """Where the total stands, for both sexes when sex matters and is not known."""
    if score.total is None or instrument.items_text != "service":
        return []
    if not instrument.limits:
        return [w("skjema_uten_grense")]
    stand = scoring.standing(score)
    lines = [w(f"skjema_{sex}", hva=_reach(w, reach)) if sex else _reach(w, reach) for sex, reach in stand]
    memory = [w("skjema_fra_minne")] if any(reach.limit.sure == "minne" for _, reach in stand) else []
    return [*lines, *([w("skjema_kjonn_ukjent")] if score.sex_open else []), *memory]


def change_lines(w: Words, instrument: Instrument, moved: Moved, since: str) -> list[str]:
    """How far it is from the measurement before, and whether that is more than chance."""
    way = "uendret" if not moved.points else {True: "bedre", False: "verre"}.get(moved.better, "") if moved.better is not None else ""
    sign = "+" if moved.points > 0 else "−" if moved.points < 0 else ""
    told = w("skjema_endring", tid=moment(w, since), poeng=sign + number(abs(moved.points))) + (f", {w(f'skjema_{way}')}" if way else "")
    if instrument.change is None:
        return [f"{told}.", w("skjema_ukjent_endring")]
    return [f"{told}, {w('skjema_palitelig' if moved.reliable else 'skjema_tilfeldig', grense=number(instrument.change.points))}."]


def filled_by(w: Words, maling: Maling) -> str:
    """«personen selv, i chatten»."""
    who = w("av_person") if maling.by == PERSON else one_line(maling.by)
    return w("skjema_fylt", hvem=who, kilde=w.get(f"skjema_kilde_{maling.source}", one_line(maling.source)))


def _reach(w: Words, reach: Reach) -> str:
    limit = reach.limit
    return w("skjema_naadd" if reach.reached else "skjema_ikke_naadd", ord=limit.label.get(w.language), fra=w(f"skjema_{limit.bound}"), grense=number(limit.at))


def _list(w: Words, items: tuple[str, ...]) -> str:
    """«3, 5 og 7»."""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} {w('og')} {items[-1]}"
