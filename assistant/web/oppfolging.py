"""Starting a follow-up of a talk or a relative's talk: led by the worker, or by a start code that works once. No word of one reaches the other."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from fastapi import APIRouter

from assistant.domain import oppfolging, parorende
from assistant.domain.case import FOLLOW_UP, RELATIVE, Case, Consent, to_dict
from assistant.export import tid
from assistant.export.ord import words
from assistant.web import innsyn
from assistant.web.bruker import Bruker
from assistant.web.deps import Reader, Running
from assistant.web.oppfolgingsskjemaer import Asked, Begun, FollowUpStart, RelativeStart, StartCode
from assistant.web.problemer import Problem, unknown_case
from assistant.web.saker import loaded
from assistant.web.samtykke import OF_RELATIVE, refusal
from assistant.web.skjemaer import PROBLEMS
from assistant.web.tjeneste import Tjeneste

router = APIRouter(prefix="/api/cases/{id}", tags=["saker (ansatte)"], responses=PROBLEMS)
CODE_DAYS = 14


@router.post("/followup", status_code=201, response_model=Begun, summary="Start en oppfølging av en sak")
async def follow_up(id: str, running: Running, user: Reader, body: FollowUpStart | None = None) -> dict[str, Any]:
    """Veiledet (guided), eller selvutfylt (self) med en startkode som vises denne ene gangen. Den nye saken peker på den gamle."""
    wanted = body or FollowUpStart()
    case = await begin_follow_up(running, user, id, wanted.mode, wanted.language)
    return begun(running, case, user.name)


@router.post("/relative", status_code=201, response_model=Begun, summary="Start en samtale med en pårørende")
async def relative(id: str, running: Running, user: Reader, body: RelativeStart | None = None) -> dict[str, Any]:
    """Bare når personen har sagt ja (409 ellers). Veiledet, eller selvutfylt med en startkode som vises denne ene gangen."""
    wanted = body or RelativeStart.model_validate({})
    case = await begin_relative(running, user, id, wanted.mode, wanted.language, wanted.relation)
    return begun(running, case, user.name)


@router.post("/startcode", status_code=201, response_model=StartCode, summary="Lag en ny startkode")
async def start_code(id: str, running: Running, user: Reader) -> dict[str, Any]:
    """For en selvutfylt oppfølging eller en samtale med pårørende som ikke er begynt. Koden fra før slutter å virke."""
    return new_code(running, id, user.name)


@router.post("/consent", status_code=201, response_model=dict[str, Any], summary="Før inn hva personen har sagt om pårørende")
async def consent(id: str, running: Running, user: Reader, body: Asked) -> dict[str, Any]:
    """Ja eller nei til at tjenesten snakker med pårørende, når det ble sagt og hvordan. Et nei trekker et tidligere ja tilbake."""
    return to_dict(await record(running, user, id, body.given, body.how, body.who, body.on))


async def begin_follow_up(running: Tjeneste, user: Bruker, case_id: str, mode: str, language: str | None = None) -> Case:
    """The new talk; a self talk that nobody has begun is given again. Raises Problem.

    Only what was shared goes into it, also when the person is to open it by a start code: a worker has seen that code.
    """
    case = loaded(running, case_id)
    if case.kind == RELATIVE:
        raise Problem("konflikt", OF_RELATIVE)
    if not case.turn:
        raise Problem("konflikt", "Samtalen er ikke begynt ennå, så det er ikke noe å følge opp.")
    if mode == "self" and (waits := _waiting(running, "follows", case_id)):
        return waits
    seen = innsyn.for_worker(running.guide, case).case
    known = oppfolging.earlier(running.guide, seen, seen)
    made, _, _ = await running.engine.start(mode, language or case.language, "normal", kind=FOLLOW_UP, follows=case_id, earlier=known)
    running.store.log(user.name, "oppfolging_startet", case_id, running.now())
    if mode == "guided":
        running.led_by(user, made.id)
    return made


async def begin_own(running: Tjeneste, case: Case) -> tuple[Case, str, list[dict[str, Any]]]:
    """A follow-up that the person starts with the key of her own talk: there she meets all her own words. As `Engine.start`. Raises Problem."""
    if case.kind == RELATIVE or case.mode != "self" or not case.agreed():
        raise Problem("konflikt", "Denne samtalen kan ikke følges opp herfra. Du kan starte en ny samtale.")
    known = oppfolging.earlier(running.guide, case, innsyn.for_worker(running.guide, case).case)
    return await running.engine.start("self", case.language, "normal", kind=FOLLOW_UP, follows=case.id, earlier=known)


async def begin_relative(running: Tjeneste, user: Bruker, case_id: str, mode: str, language: str | None = None, relation: str = "") -> Case:
    """The new talk, which knows nothing of what the person has said. Raises Problem without the person's consent."""
    case = loaded(running, case_id)
    if reason := refusal(case):
        raise Problem("konflikt", reason)
    if mode == "self" and not relation and (waits := _waiting(running, "about", case_id)):
        return waits
    chosen = " ".join(relation.split())[:80]
    made, _, _ = await running.engine.start(mode, language or case.language, "kort", kind=RELATIVE, about=case_id, relation=chosen)
    running.store.log(user.name, "parorende_startet", case_id, running.now())
    if mode == "guided" and user.account:
        running.store.log(user.name, "veiledet", made.id, running.now())
    return made


async def record(running: Tjeneste, user: Bruker, case_id: str, given: bool, how: str, who: str, on: date | None) -> Consent:
    """What the person said outside the talk, as a worker records it. Raises Problem."""
    case, today = loaded(running, case_id), running.moment().date()
    if case.kind == RELATIVE:
        raise Problem("konflikt", OF_RELATIVE)
    if not how.strip():
        raise Problem("ugyldig", "Skriv hvordan personen sa det, for eksempel «muntlig i møte».")
    if on is not None and on > today:
        raise Problem("ugyldig", "Datoen er fram i tid. Skriv dagen personen sa det.")
    said = ". ".join(part for part in (f"{(on or today).isoformat()}", " ".join(how.split()), " ".join(who.split())) if part)
    made = Consent(parorende.CONSENT, given, said, running.now(), user.name)
    await running.engine.consent(case_id, made)
    return made


def begun(running: Tjeneste, case: Case, actor: str) -> dict[str, Any]:
    """What the API answers: the new case, and its start code when somebody else is to open it."""
    given = new_code(running, case.id, actor) if case.mode == "self" else {"code": None, "ends": None}
    return {"id": case.id, "kind": case.kind, "mode": case.mode, "language": case.language, **given}


def new_code(running: Tjeneste, case_id: str, actor: str) -> dict[str, Any]:
    """A start code, shown this once. Raises Problem when the talk is not to be started by one."""
    startable(running, case_id)
    ends = (running.moment() + timedelta(days=CODE_DAYS)).astimezone(UTC).isoformat(timespec="seconds")
    return {"code": running.store.make_start_code(case_id, ends, actor, running.now()), "ends": ends}


def startable(running: Tjeneste, case_id: str) -> Case:
    """A talk that waits for the person or the relative to open it. Raises Problem."""
    case = running.store.load(case_id)
    if case is None:
        raise unknown_case()
    if case.kind not in (FOLLOW_UP, RELATIVE) or case.mode != "self":
        raise Problem("konflikt", "Startkode er bare for en selvutfylt oppfølging eller en samtale som en pårørende skriver selv.")
    if case.turn:
        raise Problem("konflikt", "Samtalen er allerede begynt. Den som skriver, kan lage en egen kode i chatten for å fortsette en annen dag.")
    person = running.store.load(case.about) if case.about else None
    if person is not None and (reason := refusal(person)):
        raise Problem("konflikt", reason)
    return case


def _waiting(running: Tjeneste, column: str, case_id: str) -> Case | None:
    found = running.store.waiting(column, case_id)
    return running.store.load(found) if found else None


def as_date(written: str) -> date | None:
    """A date from a form; None when nothing was written. Raises Problem."""
    try:
        return datetime.fromisoformat(written).date() if written.strip() else None
    except ValueError:
        raise Problem("ugyldig", "Skriv datoen som år-måned-dag, for eksempel 2026-11-22.") from None


def moment(text: str) -> str:
    """A moment as the console writes it."""
    return tid.moment(words("nb"), text)
