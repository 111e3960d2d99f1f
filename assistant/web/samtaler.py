"""/api/conversations: one talk, for the person who holds it or the worker who leads it."""

from __future__ import annotations

from typing import Any

from anyio import to_thread
from fastapi import APIRouter, Request, Response

from assistant.dialogue import retting
from assistant.domain import kontakt
from assistant.domain.case import DEPTH_ALIASES, Case
from assistant.web import bobler, dokumenter, oppfolging, oppsummering, tur
from assistant.web.deps import Access, Door, Running, asker, permit
from assistant.web.problemer import Problem, needs_key, unknown_talk
from assistant.web.skjemaer import PROBLEMS, Reply, Resumed, Said, Sharing, Start, Started, Summary
from assistant.web.tjeneste import Tjeneste

router = APIRouter(prefix="/api/conversations", tags=["samtaler"], responses=PROBLEMS)
DEPTHS = {norwegian: english for english, norwegian in DEPTH_ALIASES.items() if english in ("short", "normal", "thorough")}


@router.post("", status_code=201, response_model=Started, summary="Start en samtale")
async def start(request: Request, running: Running, body: Start | None = None) -> dict[str, Any]:
    """Alt er valgfritt. Veiledet samtale (guided) krever ansattnøkkel. Nøkkelen i svaret vises bare denne ene gangen."""
    wanted = body or Start()
    user = asker(request, running) if wanted.mode == "guided" else None
    if wanted.mode == "guided" and user is None:
        raise needs_key("Veiledet samtale er for ansatte. Logg inn på /konsoll først.")
    if user:
        permit(request, running, user)
    case, token, messages = await running.engine.start(wanted.mode, *_wishes(running, wanted))
    if user:
        running.led_by(user, case.id)
    else:
        running.meant_for(case.id, wanted.unit)
    return {"id": case.id, "token": token, "messages": messages, "progress": running.engine.progress(case), "status": case.status,
            **_around(running, case)}


@router.post("/{id}/messages", response_model=Reply, summary="Si noe")
async def say(door: Door, running: Running, body: Said) -> dict[str, Any]:
    """Fri tekst eller en valgkode. Samme client_id gir samme svar, og ingenting lagres to ganger."""
    case = _existing(running, door)
    known = body.client_id and running.store.reply_of(case.id, body.client_id)
    reply = known or await running.engine.handle_turn(case.id, tur.turn(running.guide, case, body, door.written_by(case)))
    return _with_areas(running, door, reply)


@router.get("/{id}", response_model=Resumed, summary="Hent samtalen, for å fortsette den")
async def resume(door: Door, running: Running) -> dict[str, Any]:
    """Alt som er sagt, i rekkefølge. «who» er person, fagperson eller assistent."""
    case = _existing(running, door)
    running.store.log(door.written_by(case), "lest", case.id, running.now())
    return _for(door, whole(running, case))


def whole(running: Tjeneste, case: Case) -> dict[str, Any]:
    """The talk as it stands, to go on with."""
    rows = running.store.transcript(case.id)
    return {"id": case.id, "mode": case.mode, "depth": DEPTHS[case.depth], "messages": bobler.messages(running.guide, case, rows),
            "progress": running.engine.progress(case), "status": case.status, **_around(running, case)}


@router.patch("/{id}/answers/{question}", response_model=Reply, summary="Rett et svar")
async def correct(question: str, door: Door, running: Running, body: Said) -> dict[str, Any]:
    """Det gamle svaret blir stående som historikk. Funn regnes ut på nytt."""
    case = _existing(running, door)
    try:
        wanted = retting.question(running.guide, case, question)
        turn = tur.correction(running.guide, case, wanted, body, door.written_by(case))
        return _with_areas(running, door, await running.engine.correct(case.id, wanted.id, turn))
    except retting.NotCorrectable:
        raise Problem("finnes-ikke", "Det er ikke noe svar å rette på dette spørsmålet.") from None


@router.post("/{id}/followup", status_code=201, response_model=Started, summary="Start en oppfølging av din egen samtale")
async def follow_up(door: Door, running: Running) -> dict[str, Any]:
    """Krever samtalens egen nøkkel. Den nye samtalen begynner med det du sa sist, og har sin egen nøkkel, deling og sletting."""
    case = _existing(running, door)
    if door.worker:
        raise Problem("ikke-tillatt", "Fagpersoner starter oppfølgingen fra saken.")
    made, token, messages = await oppfolging.begin_own(running, case)
    return {"id": made.id, "token": token, "messages": messages, "progress": running.engine.progress(made), "status": made.status,
            **_around(running, made)}


@router.get("/{id}/summary", response_model=Summary, summary="Oppsummeringen i egne ord")
async def summary(door: Door, running: Running) -> dict[str, Any]:
    case = _existing(running, door)
    running.store.log(door.written_by(case), "lest", case.id, running.now(), "oppsummering")
    return oppsummering.summary(running.guide, case)


@router.get("/{id}/summary.docx", response_class=Response, summary="Oppsummeringen som Word-fil")
async def document(door: Door, running: Running) -> Response:
    """Personens egen kopi. I en veiledet samtale: fagpersonens sammendrag."""
    case = _existing(running, door)
    running.store.log(door.written_by(case), "hentet", case.id, running.now(), "format=docx")
    return await dokumenter.own_copy(running, case, door.written_by(case))


@router.get("/{id}/summary.pdf", response_class=Response, summary="Oppsummeringen som PDF")
async def document_as_pdf(door: Door, running: Running) -> Response:
    """Det samme som Word-filen. Krever LibreOffice; uten er svaret 409 med hva en kan gjøre."""
    case = _existing(running, door)
    running.store.log(door.written_by(case), "hentet", case.id, running.now(), "format=pdf")
    return await dokumenter.own_copy(running, case, door.written_by(case), pdf=True)


@router.get("/{id}/innsyn.zip", response_class=Response, summary="Alt som er lagret om samtalen")
async def everything(door: Door, running: Running) -> Response:
    """Personens innsyn: samtalen, svar, funn, fare, varsler, beslutninger og logg. En fagperson får bare det som er delt."""
    case = _existing(running, door)
    running.store.log(door.written_by(case), "hentet", case.id, running.now(), "format=innsyn")
    return await dokumenter.everything(running, case.id, own=not door.worker)


@router.post("/{id}/submit", response_model=Reply, summary="Del samtalen med tjenesten")
async def submit(door: Door, running: Running, body: Sharing | None = None) -> dict[str, Any]:
    """Det som står i «withhold», blir ikke delt. Det som tyder på fare for liv, deles alltid."""
    case, wanted = _existing(running, door), body or Sharing.model_validate({})
    hidden = tuple(dict.fromkeys(wanted.withhold))
    if any(area not in running.guide.areas for area in hidden):
        raise Problem("ugyldig", "Et av områdene i «withhold» finnes ikke. Bruk id-ene fra oppsummeringen.")
    label = running.guide.questions["ramme.deling"].choices[1 if hidden else 0].label.get(case.language)
    turn = tur.Turn(label, None, wanted.client_id, door.written_by(case))
    try:
        return _with_areas(running, door, await running.engine.share(case.id, hidden, turn))
    except retting.NotShareable:
        raise Problem("konflikt", "Samtalen er ikke startet ennå, så det er ikke noe å dele.") from None


@router.delete("/{id}", status_code=204, summary="Slett alt for godt")
@router.delete("/{id}/", status_code=204, include_in_schema=False)
async def delete(door: Door, running: Running) -> Response:
    """Alt om samtalen blir borte. I loggen står det bare at noe ble slettet."""
    case = _existing(running, door)
    gone = await to_thread.run_sync(running.store.delete, case.id, door.written_by(case), running.now())
    if not gone:
        raise unknown_talk()
    return Response(status_code=204)


def _wishes(running: Tjeneste, wanted: Start) -> tuple[str, str]:
    """(language, depth): what was asked for, else the service's own; a language that is not offered gives the first that is."""
    service = running.settings.service
    depth = DEPTH_ALIASES[wanted.depth] if "depth" in wanted.model_fields_set else service.depth
    return wanted.language if wanted.language in service.languages else service.languages[0], depth


def _existing(running: Tjeneste, door: Access) -> Case:
    """The case behind the door. Raises Problem when a worker asks for one that is not there."""
    case = running.store.load(door.case_id)
    if case is None:
        raise unknown_talk()
    return case


def _around(running: Tjeneste, case: Case) -> dict[str, Any]:
    return {"language": case.language, "areas": bobler.areas(running.guide, case, running.settings.service.areas_off), "contact": _reach(case)}


def _reach(case: Case) -> dict[str, str] | None:
    where = kontakt.where(case)
    return {"text": kontakt.reachable(case), "question": where} if kontakt.may_change(case, where) else None


def _with_areas(running: Tjeneste, door: Access, reply: dict[str, Any]) -> dict[str, Any]:
    """A reply of the engine with the language of the talk and, when guided, the areas as they are now."""
    return _for(door, {**reply, **_around(running, _existing(running, door))})


def _for(door: Access, reply: dict[str, Any]) -> dict[str, Any]:
    """A worker who opens the person's talk does not get how to reach her; the case says that, as far as it is shared."""
    return {**reply, "contact": None} if door.worker else reply
