"""What the assistant says: messages built from the data, in the person's language."""

from __future__ import annotations

from dataclasses import dataclass, field

from assistant.domain import oppfolging, parorende, relevans, sikkerhet, skjema, skjemasporsmal, utdrag
from assistant.domain.case import FOLLOW_UP, LANGUAGES, TALK, Answer, Case, Finding, Maling, RiskEvent, level_rank
from assistant.domain.guide import Guide
from assistant.domain.mottatt import Taken
from assistant.domain.omrade import Choice, Question
from assistant.domain.rammedata import Contact
from assistant.domain.sikkerhet import PLAN
from assistant.domain.yamlfil import Text

KINDS = ("info", "question", "safety", "summary", "closing")
CLOSING = ("levert", "levert_uten_kontakt", "levert_parorende", "ikke_delt", "ikke_delt_varslet", "samtykke_nei")


@dataclass(frozen=True)
class Message:
    """One bubble. `choices` are (code, label); `why` and `listen_for` are for the worker in guided mode."""

    kind: str
    text: str
    area: str = ""
    question: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    answer: str = ""
    why: str = ""
    listen_for: str = ""
    contacts: tuple[tuple[str, str], ...] = field(default=())


def say(guide: Guide, case: Case, key: str, kind: str = "info", **values: str) -> Message:
    """A sentence of texts/<language>.yml; among variants the turn chooses, so that none comes twice in a row."""
    variants = guide.texts[case.language if case.language in guide.texts else "nb"][key]
    text = variants[case.turn % len(variants)]
    for name, value in values.items():
        text = text.replace("{" + name + "}", value)
    return Message(kind, text)


def welcome(guide: Guide, case: Case) -> Message:
    """What the person, the relative or the worker meets first."""
    anew = case.kind == FOLLOW_UP and not oppfolging.compares(case)
    if case.kind == TALK or (anew and case.mode == "self"):
        return say(guide, case, f"velkommen_{case.mode}", minutter={"kort": "10", "normal": "15", "grundig": "30"}[case.depth])
    return say(guide, case, f"velkommen_{case.kind}_{'uten' if anew else case.mode}")


def ask(guide: Guide, case: Case, question: Question, bridged: bool = True) -> list[Message]:
    """The question as the person or the worker meets it, led in by earlier words where there are any."""
    lang = case.language
    text = question.wording(case.mode, lang)
    since = oppfolging.lead(guide, case, question) if question.id not in case.current() else None
    if since:
        text = say(guide, case, since[0], **since[1]).text + " " + text
    lead = relevans.bridge(guide, case, question) if bridged and not since else None
    if lead and case.mode == "self" and question.id not in case.current():
        text = say(guide, case, "bro", sitat=utdrag.clip(lead.quote)).text + " " + text
    area = guide.areas.get(question.area)
    why = (question.why or area.why if area else question.why)
    return [Message(
        "question" if not question.id.startswith("trygg.") else "safety", text, question.area, question.id,
        tuple((c.code, c.label.get(lang)) for c in choices(guide, case, question)), question.answer,
        why.get(lang) if why and case.mode == "guided" else "",
        area.listen_for.get(lang) if area and case.mode == "guided" else "",
    )]


def choices(guide: Guide, case: Case, question: Question) -> tuple[Choice, ...]:
    """The choices of a question; sharing lists the areas that hold answers, yes/no and scales make their own."""
    if question.id == "ramme.deling_utvalg":
        forms = (skjemasporsmal.area_of(guide, m.instrument) for m in case.current_measurements().values())
        areas = dict.fromkeys(a for a in (*(a.area for a in case.answered()), *forms) if a in guide.areas)
        return tuple(Choice(a, guide.areas[a].title) for a in areas)
    if question.answer == "ja_nei" and not question.choices:
        texts = guide.texts
        return tuple(Choice(c, _as_text(texts, c)) for c in ("ja", "nei"))
    if question.answer == "skala" and question.low is not None and question.high is not None and question.high - question.low <= 10:
        return tuple(Choice(str(n), _scale_label(question, n)) for n in range(question.low, question.high + 1))
    if question.id == "trygg.videre" and case.mode == "guided":
        return tuple(c for c in question.choices if c.code != "kontakt")
    return question.choices


def _as_text(texts: dict[str, dict[str, tuple[str, ...]]], key: str) -> Text:
    return Text(*(texts[lang][key][0] for lang in LANGUAGES))


def _scale_label(question: Question, n: int) -> Text:
    end = question.low_label if n == question.low else question.high_label if n == question.high else None
    return Text(*(f"{n} {end.get(lang)}" if end else str(n) for lang in LANGUAGES))


def respond(guide: Guide, case: Case, taken: Taken, question: Question, text: str) -> list[Message]:
    """What is said back to an answer before the next question: at most one short message and no interpretation."""
    messages = [_said(guide, case, key, values) for key, values in taken.said]
    if taken.mirror:
        messages.append(_mirror(guide, case, taken.findings, question, text))
    return messages


def _said(guide: Guide, case: Case, key: str, values: dict[str, str]) -> Message:
    if key == "trygg_plan_ferdig":
        values = {"punkter": _plan_points(guide, case)}
    kind = "closing" if key in CLOSING else "safety" if key.startswith("trygg_") or key == "pust" else "info"
    return say(guide, case, key, kind, **values)


def _plan_points(guide: Guide, case: Case) -> str:
    texts = [a.text for a in case.answers if a.question in PLAN and a.text]
    return "\n".join(f"– {t}" for t in texts[-len(PLAN):])


def _mirror(guide: Guide, case: Case, findings: list[Finding], question: Question, text: str) -> Message:
    """A finding's own reflection, else the person's words, else plain thanks. Thanks comes now and then for variety."""
    used = {f.attribute for f in case.findings if f.turn < case.turn}
    for finding in sorted(findings, key=lambda f: guide.findings[f.attribute].area != question.area):
        spec = guide.findings[finding.attribute]
        if spec.mirror and finding.counts and not finding.uncertain and not finding.earlier and finding.attribute not in used:
            return Message("info", spec.mirror.get(case.language))
    if question.answer == "fritekst" and len(text.split()) >= 4 and case.turn % 3:
        return say(guide, case, "speil_sitat", sitat=utdrag.clip(text))
    return say(guide, case, "ta_imot")


def safety(guide: Guide, case: Case, events: list[RiskEvent], now: str, again: bool = False) -> Message:
    """The step's first message: what was understood, what to do now, the right contact first, that a worker sees it.

    What it shows is recorded on the events.
    """
    worst = max(events, key=lambda e: level_rank(e.level))
    lang = case.language
    found = contacts(guide, events)
    lines = [say(guide, case, "trygg_igjen" if again else "trygg_start").text]
    lines += list(dict.fromkeys(guide.risk.categories[e.category].understood[e.subject].get(lang) for e in _by_level(events)))[:2]
    advice = guide.risk.categories[worst.category].advice.get(worst.level)
    if case.mode == "guided":
        worker = guide.risk.categories[worst.category].worker.get(lang)
        lines = [say(guide, case, "trygg_guided", rad=worker).text]
    if advice:
        lines.append(advice[worst.subject].get(lang))
    sikkerhet.mark_shown(case, events, tuple(c.id for c in found[:4]), now)
    first, rest = found[0], found[1:4]
    numbers = [say(guide, case, "trygg_kontakt_forst", navn=_named(first, lang), telefon=first.phone).text]
    if rest:
        listed = _join([f"{c.name.get(lang)} {c.phone}" for c in rest], lang)
        numbers.append(say(guide, case, "trygg_kontakt_flere", liste=listed).text)
    seen = say(guide, case, "trygg_ser_guided" if case.mode == "guided" else "trygg_ser").text
    text = "\n\n".join([" ".join(lines), "\n".join(numbers), seen])
    return Message("safety", text, worst.area, contacts=tuple((c.name.get(lang), c.phone) for c in found[:4]))


def _by_level(events: list[RiskEvent]) -> list[RiskEvent]:
    return sorted(events, key=lambda e: -level_rank(e.level))


def _named(contact: Contact, lang: str) -> str:
    return f"{contact.name.get(lang)} ({contact.when.get(lang)})"


def _join(parts: list[str], lang: str) -> str:
    if len(parts) < 2:
        return "".join(parts)
    return ", ".join(parts[:-1]) + (" eller " if lang != "en" else " or ") + parts[-1]


def contacts(guide: Guide, events: list[RiskEvent]) -> list[Contact]:
    """Contacts of the events' levels, most serious first, each once; at akutt the emergency number leads."""
    ids = [c for e in _by_level(events) for c in guide.risk.categories[e.category].contacts[e.level]]
    found = [guide.contacts[i] for i in dict.fromkeys(ids) if guide.contacts[i].phone]
    return found or [guide.contacts["legevakt"]]


def human_contacts(guide: Guide, case: Case) -> str:
    """The numbers a person may ring to talk with somebody."""
    lang = case.language
    picked = [guide.contacts[i] for i in ("vakt", "mental_helse", "legevakt") if guide.contacts[i].phone]
    return "\n".join(f"{c.name.get(lang)}: {c.phone} ({c.when.get(lang)})" for c in picked)


def summary(guide: Guide, case: Case) -> Message:
    """The person's own words by area, to read and correct. No pathway, no interpretation."""
    points = summary_points(guide, case)
    if not points:
        return say(guide, case, "oppsummering_tom", "summary")
    text = say(guide, case, "oppsummering", punkter="\n".join(f"{title}: {words}" for title, words in points)).text
    return Message("summary", text, "ramme", "ramme.oppsummering")


def summary_points(guide: Guide, case: Case) -> list[tuple[str, str]]:
    """(title of the area, what the person said), in the order of the areas; a relative's answers by the titles of that talk."""
    if parorende.is_relative(case):
        return [(title, utdrag.shorten(words)) for _, title, words in parorende.points(guide, case, case.language)] + _added(case)
    points = []
    for area in guide.in_order():
        said = [spoken(guide, a, case.language) for a in case.answered() if a.area == area.id and not a.question.startswith("trygg.")]
        said = [s for s in said if s]
        if said:
            points.append((area.title.get(case.language), " / ".join(utdrag.shorten(s) for s in said)))
    return points + _form_points(guide, case) + _added(case)


def _added(case: Case) -> list[tuple[str, str]]:
    extra = case.current().get("ramme.tillegg")
    return [("+", utdrag.shorten(extra.text))] if extra and extra.text else []


def _form_points(guide: Guide, case: Case) -> list[tuple[str, str]]:
    """Own goals with how it goes now, and which forms were answered; never what was answered, and no score."""
    goals = [goal_line(guide, case, words, value) for words, value in skjema.goals(case)]
    forms = [form_line(guide, case, m) for m in skjema.answered(case) if m.instrument in guide.instruments]
    named = (("egne_mal", goals), ("skjema_tittel", forms))
    return [(say(guide, case, key).text, " / ".join(lines)) for key, lines in named if lines]


def goal_line(guide: Guide, case: Case, words: str, value: float | None) -> str:
    """A goal in one line, with the number when it was given."""
    goal = utdrag.shorten(words)
    return goal if value is None else say(guide, case, "mal_na", tall=f"{value:g}", mal=goal).text


def form_line(guide: Guide, case: Case, maling: Maling) -> str:
    """That a form was answered, all of it or some."""
    title = guide.instruments[maling.instrument].title.get(case.language)
    return say(guide, case, "skjema_besvart" if skjema.complete(maling) else "skjema_delvis", navn=title).text


def can_be_corrected(guide: Guide, answer: Answer) -> bool:
    """Whether an answer is listed for correction: those of the areas, and the words of a goal. The items of a form are gone back to."""
    return (answer.area in guide.areas and not answer.question.startswith("trygg.")) or answer.question.endswith(skjemasporsmal.WORDS)


def spoken(guide: Guide, answer: Answer, language: str) -> str:
    """An answer as text: the person's words, or the labels of what was chosen."""
    question = guide.questions.get(answer.question)
    labels = {c.code: c.label.get(language) for c in question.choices} if question else {}
    chosen = ", ".join(labels[c] for c in answer.codes if c in labels)
    return answer.text if answer.text and answer.text not in answer.codes else chosen or answer.text or ", ".join(answer.codes)


def label_of(guide: Guide, answer: Answer, language: str) -> str:
    """An answer in one line: its area and the beginning of what was said."""
    title = guide.areas[answer.area].title.get(language) if answer.area in guide.areas else guide.texts[language]["egne_mal"][0]
    return f"{title}: {utdrag.clip(spoken(guide, answer, language), 60) or '–'}"
