"""The safety step: which question it still has to ask, and what an answer does. Always the same shape.

Understood, contacts, one direct question where level or person is unclear, then plan, grounding, go on, pause or stop.
"""

from __future__ import annotations

from assistant.domain import kontakt
from assistant.domain.analyse import Analysis, RiskSpan
from assistant.domain.case import Answer, Case, RiskEvent, level_rank, replace
from assistant.domain.guide import Guide
from assistant.domain.omrade import Question
from assistant.domain.sikkerhetsord import begins, denies, is_english, says, soon
from assistant.domain.svar import Reading

PLAN = ("trygg.plan_lindrer", "trygg.plan_hvem", "trygg.plan_trygt")
WISHES, GOALS = "viktig", "skjema.psfs."
ONGOING = ("plan", "pust", "kontakt")
FOLLOWS = {"plan": PLAN, "kontakt": (kontakt.IN_SAFETY,)}
DIRECT = "sikkerhet.apen"


def open_events(case: Case) -> list[RiskEvent]:
    """Events whose step is not finished, the most serious first, older first among equals."""
    events = [r for r in case.current_risks().values() if r.status != "ferdig"]
    return sorted(events, key=lambda r: (-level_rank(r.level), r.turn))


def pending(guide: Guide, case: Case) -> Question | None:
    """The safety question to ask now; None when every step is finished."""
    for event in open_events(case):
        if question := _step(guide, event):
            return question
    return None


def in_light_of(question: Question | None, analysis: Analysis) -> Analysis:
    """The reading of an answer inside the safety step: what only the classifier sees there counts when it is more than a doubt.

    The step asks about danger, so every answer to it is about danger; in the plan («hvem kan ta tablettene?») just akutt counts.
    «Hva er viktig for deg» is answered by what one wants to be rid of, which looks like danger: a mere doubt does not count there.
    """
    if question is not None and (question.area == WISHES or question.id.startswith(GOALS) or question.id == kontakt.ASKED):
        return analysis.without_guesses("hoy")
    if question is None or not question.id.startswith("trygg."):
        return analysis
    return analysis.without_guesses("akutt" if question.id in PLAN else "hoy")


def _step(guide: Guide, event: RiskEvent) -> Question | None:
    asked = [r.split("=")[0] for r in event.replies]
    clarify = guide.risk.categories[event.category].clarify[event.subject].question
    if event.level == "akutt":
        return _after(guide, event) if "trygg.akutt" in asked else guide.questions["trygg.akutt"]
    if event.first_level == "avklar" and clarify.id not in asked:
        return clarify
    return _after(guide, event)


def _after(guide: Guide, event: RiskEvent) -> Question | None:
    choices = [r.split("=", 1)[1] for r in event.replies if r.startswith("trygg.videre=")]
    if choices and (steps := FOLLOWS.get(choices[-1])):
        since = len(event.replies) - 1 - max(i for i, r in enumerate(event.replies) if r.startswith("trygg.videre="))
        if since < len(steps):
            return guide.questions[steps[since]]
    return guide.questions["trygg.videre"]


def register(case: Case, span: RiskSpan, quote: str, question: Question, now: str) -> RiskEvent:
    """Record a risk. A higher level or a new sign while akutt opens the step again; nothing is ever lowered here."""
    key = f"{span.category}-{span.subject}"
    old = case.current_risks().get(key)
    if old is None:
        event = RiskEvent(key, span.category, span.level, span.subject, quote, question.id, question.area, span.rules,
                          turn=case.turn, at=now, first_level=span.level)
    else:
        higher = level_rank(span.level) > level_rank(old.level)
        reopen = higher or span.level == "akutt"
        event = replace(
            old, level=span.level if higher else old.level, quote=quote if higher else old.quote,
            rules=tuple(dict.fromkeys(old.rules + span.rules)), status="apen" if reopen else old.status,
            replies=() if reopen else old.replies, turn=case.turn, at=now,
            first_level=span.level if higher else old.first_level,
        )
    case.risks.append(event)
    return event


def answer(guide: Guide, case: Case, question: Question, reading: Reading, analysis: Analysis, now: str) -> str:
    """Take the answer to a safety question into its event(s). Gives the key of the words to say back."""
    events = [e for e in open_events(case) if _belongs(guide, e, question)]
    if not events:
        return "trygg_takk"
    if question.id.startswith("trygg.avklar."):
        return _clarified(guide, case, events[0], question, reading, analysis, now)
    code = reading.codes[0] if reading.codes else _guess(question, reading, analysis)
    for event in events:
        _reply(case, event, question.id, code, now, question.id == "trygg.videre" and code not in (*ONGOING, "svar"))
    if question.id == "trygg.akutt":
        return f"trygg_{code}" if code in ("ringer", "noen_her", "klarer_ikke", "ikke_akutt") else "trygg_takk"
    if question.id == kontakt.IN_SAFETY:
        return "trygg_kontakt_notert" if reading.kind == "svar" else "trygg_takk"
    return {"trygg.videre": "trygg_fortsett", PLAN[-1]: "trygg_plan_ferdig"}.get(question.id, "trygg_takk") if code != "pust" else "pust"


def _belongs(guide: Guide, event: RiskEvent, question: Question) -> bool:
    """Clarifying belongs to one event; the rest of the step is shared by all that stand at the same question."""
    step = _step(guide, event)
    return step is not None and step.id == question.id


def _guess(question: Question, reading: Reading, analysis: Analysis) -> str:
    """A free answer where a choice was offered. Words of danger keep the step open; other words let the talk go on."""
    words = analysis.text
    if question.id == "trygg.akutt":
        if reading.kind == "nei" or says("klarer_ikke", words):
            return "klarer_ikke"
        return "ringer" if reading.kind == "ja" or says("ringer", words) else "svar"
    if question.id != "trygg.videre" or analysis.level != "ingen":
        return "svar"
    return next((code for code in ("plan", "pust", "kontakt", "pause", "stopp") if says(code, words)), "fortsett")


def _reply(case: Case, event: RiskEvent, question: str, code: str, now: str, done: bool, level: str = "") -> None:
    case.risks.append(replace(
        event, replies=(*event.replies, f"{question}={code}"), status="ferdig" if done else "vist",
        level=level or event.level, turn=event.turn, at=now))


def _clarified(guide: Guide, case: Case, event: RiskEvent, question: Question, reading: Reading, analysis: Analysis, now: str) -> str:
    """What the direct question brought. A «nei» ends the step; the event itself stays on record."""
    clarify = guide.risk.categories[event.category].clarify[event.subject]
    code = reading.codes[0] if reading.codes else reading.kind
    wanted = clarify.levels.get(code, "behold")
    if not reading.codes:
        wanted = _from_words(reading, analysis, is_english(case.language, analysis))
    level = event.level if wanted == "behold" else wanted
    denied = code.startswith("nei") or reading.kind == "nei"
    unanswered = reading.kind == "vil_ikke" or code in ("vil_ikke", "vil_ikke_svare")
    done = level == "avklar" and (denied or unanswered)
    _reply(case, event, question.id, code, now, done, level)
    return "trygg_nei" if denied and done else "trygg_takk"


def _from_words(reading: Reading, analysis: Analysis, english: bool) -> str:
    """A short answer is read in the light of the question: «ja» is hoy, «ja, i kveld» is akutt."""
    if analysis.level != "ingen" and reading.kind != "nei":
        return analysis.level if analysis.level != "avklar" else "hoy" if reading.kind == "ja" else "avklar"
    if reading.kind == "ja" or begins("ja", analysis.text):
        return "akutt" if soon(analysis.text, english) else "hoy"
    return "avklar" if reading.kind == "nei" or denies(analysis.text, english) else "behold"


def direct_answer(case: Case) -> Answer | None:
    """The answer in force to being asked straight out about suicide: in its area, else in the safety step."""
    current = case.current()
    return current.get(DIRECT) or current.get("trygg.avklar.selvmord.self")


def mark_shown(case: Case, events: list[RiskEvent], shown: tuple[str, ...], now: str) -> None:
    """Record what the step showed (contact ids and text keys) on every event that it spoke of."""
    current = case.current_risks()
    spoken = [current[event.id] for event in events]
    case.risks.extend(replace(event, shown=tuple(dict.fromkeys(event.shown + shown)), at=now) for event in spoken)


def finish(case: Case, now: str) -> None:
    """Pause and stop end what is open; the alert stands."""
    for event in open_events(case):
        case.risks.append(replace(event, status="ferdig", at=now))
