"""Reads a talk written as text and plays it against an engine. Every expectation is checked right after its turn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from assistant.dialogue.engine import Engine
from assistant.dialogue.spill import Script
from assistant.dialogue.tur import Turn
from assistant.domain import instrumenttekst, oppfolging, parorende, skjema
from assistant.domain.case import Case, Consent
from assistant.domain.hovedforlop import suggest
from assistant.domain.sammenligning import compare
from assistant.export import egen, tekst
from assistant.web import innsyn, saksbilde

LATER = "2026-01-01T00:00:00+00:00"
HEADS = ("tittel", "mate", "sprak", "dybde", "skjema")        # skjema: a folder beside the talk with item texts, as a service has


@dataclass
class Talk:
    """`heads` as written, `steps` as (line number, verb, rest)."""

    path: Path
    heads: dict[str, str] = field(default_factory=dict)
    steps: list[tuple[int, str, str]] = field(default_factory=list)


def read(path: Path) -> Talk:
    """Read one talk. Raises ValueError with file and line on a line that means nothing."""
    talk = Talk(path)
    for number, raw in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        line = raw.strip()
        if not line or line.startswith("#"):
            continue
        verb, _, rest = line.partition(":")
        verb, rest = verb.strip(), rest.strip()
        if verb in HEADS and not talk.steps:
            talk.heads[verb] = rest
        elif verb in Playing.VERBS:
            talk.steps.append((number, verb, rest))
        else:
            raise ValueError(f"{path.name}:{number}: «{verb}» betyr ingenting her")
    return talk


class Playing:
    """One talk being played."""

    VERBS = ("person", "velger", "krasj", "samme igjen", "resten", "resten til", "spør", "sier", "sier ikke", "slag", "status", "risiko",
             "ingen risiko", "funn", "ikke funn", "svar", "forløp", "spesialist", "kontakt", "grunn", "ferdig", "dokument",
             "ikke dokument", "mål", "måling", "ingen måling", "varsler", "oppfølging", "pårørende", "personen", "samtykke pårørende", "endring",
             "egen kopi", "ikke egen kopi", "for fagperson", "ikke for fagperson")

    def __init__(self, engine: Engine, reload: Callable[[], Engine]) -> None:
        self.engine, self._reload = engine, reload
        self.case_id, self.reply, self.turns = "", {"messages": [], "status": ""}, 0
        self.last: Turn | None = None
        self._rest: dict[str, str] = {}

    async def play(self, talk: Talk) -> None:
        """Play to the end. Raises AssertionError naming file and line."""
        h, guide = talk.heads, self.engine.guide
        if "skjema" in h:
            self.engine.guide = instrumenttekst.fit(guide, talk.path.parent / h["skjema"])
        try:
            await self._play(talk, h)
        finally:
            self.engine.guide = guide

    async def _play(self, talk: Talk, h: dict[str, str]) -> None:
        case, _, messages = await self.engine.start(h.get("mate", "self"), h.get("sprak", "nb"), h.get("dybde", "normal"))
        self.case_id, self.reply = case.id, {"messages": messages, "status": case.status}
        for number, verb, rest in talk.steps:
            try:
                await self._step(verb, rest)
            except AssertionError as error:
                raise AssertionError(f"{talk.path.name}:{number}: {verb}: {rest}\n  {error}\n  siste svar: {self._texts()}") from None

    async def _step(self, verb: str, rest: str) -> None:
        if verb in ("person", "velger"):
            await self._send(Turn(text=rest) if verb == "person" else Turn(choice=rest))
        elif verb == "oppfølging":
            await self._follow(rest)
        elif verb == "pårørende":
            await self._relative(*rest.split(maxsplit=1))
        elif verb == "samtykke pårørende":
            await self.engine.consent(self.case_id, Consent("parorende", rest == "ja", "muntlig i møte", LATER, "kari"))
        elif verb == "personen":
            self.case_id = self.case.about
        elif verb == "krasj":
            self.engine = self._reload()
        elif verb == "samme igjen":
            assert self.last is not None
            assert await self.engine.handle_turn(self.case_id, self.last) == self.reply, "svaret ble et annet"
        elif verb == "resten til":
            await self._finish(until=rest)
        elif verb == "resten":
            area, _, text = rest.partition("=")
            if area.strip():
                self._rest[area.strip()] = text.strip()
            else:
                await self._finish()
        else:
            getattr(self, "_see_" + verb.replace(" ", "_").replace("ø", "o").replace("å", "a"))(rest)

    async def _follow(self, mode: str) -> None:
        """A follow-up of the talk that has been played: `guided`, `self` by a worker's code, or `egen` by the person's own key."""
        before = self.case
        seen = innsyn.for_worker(self.engine.guide, before).case
        known = oppfolging.earlier(self.engine.guide, before if mode == "egen" else seen, seen)
        led = "guided" if mode == "guided" else "self"
        self._begun(await self.engine.start(led, before.language, "normal", kind="oppfolging", follows=before.id, earlier=known))

    async def _relative(self, mode: str, relation: str = "") -> None:
        """A talk with a relative of the person who has talked."""
        assert parorende.allowed(self.case), "personen har ikke sagt ja"
        more = {"kind": "parorende", "about": self.case_id, "relation": relation}
        self._begun(await self.engine.start(mode, self.case.language, "kort", **more))

    def _begun(self, started: tuple) -> None:
        case, _, messages = started
        self.case_id, self.reply = case.id, {"messages": messages, "status": case.status}

    async def _send(self, turn: Turn) -> None:
        self.turns += 1
        self.last = Turn(turn.text, turn.choice, f"c{self.turns}")
        self.reply = await self.engine.handle_turn(self.case_id, self.last)

    async def _finish(self, until: str = "") -> None:
        """Let the script answer to the end, or until a question stands open."""
        script = Script(self.engine.guide, self._rest)
        while self.turns < 200 and self._asked() != until and (turn := script.answer(self.reply["messages"])) is not None:
            await self._send(turn)

    def _asked(self) -> str | None:
        asked = [m["question"] for m in self.reply["messages"] if m["question"] and m["kind"] != "summary"]
        return asked[-1] if asked else None

    @property
    def case(self) -> Case:
        case = self.engine.store.load(self.case_id)
        assert case is not None
        return case

    def _texts(self) -> str:
        return " | ".join(f"[{m['kind']}] {m['text']}" for m in self.reply["messages"])

    def _see_spor(self, rest: str) -> None:
        asked = [m["question"] for m in self.reply["messages"] if m["question"] and m["kind"] != "summary"]
        assert asked and asked[-1] == rest, f"spurte {asked}"

    def _see_sier(self, rest: str) -> None:
        assert rest.lower() in self._texts().lower(), "sa det ikke"

    def _see_sier_ikke(self, rest: str) -> None:
        assert rest.lower() not in self._texts().lower(), "sa det"

    def _see_slag(self, rest: str) -> None:
        assert rest in {m["kind"] for m in self.reply["messages"]}, "det slaget kom ikke"

    def _see_status(self, rest: str) -> None:
        assert self.case.status == rest, f"status er {self.case.status}"

    def _see_risiko(self, rest: str) -> None:
        category, level, subject = [*rest.split(), "self"][:3]
        found = [(r.category, r.level, r.subject) for r in self.case.current_risks().values()]
        assert (category, level, subject) in found, f"fant {found}"

    def _see_ingen_risiko(self, rest: str) -> None:
        assert not self.case.risks, f"fant {[(r.category, r.level) for r in self.case.risks]}"

    def _see_funn(self, rest: str) -> None:
        attribute, _, value = rest.partition("=")
        found = [f.value for f in self.case.facts(attribute.strip())]
        assert (value.strip() in found) if value else bool(found), f"fant {found}"

    def _see_ikke_funn(self, rest: str) -> None:
        attribute, _, value = rest.partition("=")
        found = [f.value for f in self.case.facts(attribute.strip())]
        assert (value.strip() not in found) if value else not found, f"fant {found}"

    def _see_svar(self, rest: str) -> None:
        question, _, text = rest.partition("=")
        answer = self.case.current().get(question.strip())
        assert answer is not None, "spørsmålet er ikke svart på"
        assert text.strip().lower() in (answer.text + " " + ",".join(answer.codes)).lower(), f"svaret er {answer.text!r} {answer.codes}"

    def _see_forlop(self, rest: str) -> None:
        got = suggest(self.engine.guide, self.case).pathway
        assert str(got or "uklart") == rest, f"forslaget er {got}"

    def _see_spesialist(self, rest: str) -> None:
        got = suggest(self.engine.guide, self.case).specialist
        assert got == rest, f"forslaget er {got}"

    def _see_grunn(self, rest: str) -> None:
        got = [g.criterion.id for g in suggest(self.engine.guide, self.case).speaks_for]
        assert rest in got, f"grunnene er {got}"

    def _see_kontakt(self, rest: str) -> None:
        phones = [m["contacts"][0]["phone"] for m in self.reply["messages"] if m["contacts"]]
        assert phones and phones[0] == rest, f"først sto {phones}"

    def _see_ferdig(self, rest: str) -> None:
        assert not [m for m in self.reply["messages"] if m["question"]], "spør fortsatt"

    def _see_mal(self, rest: str) -> None:
        words, _, number = rest.rpartition("=")
        assert (words.strip(), None if number.strip() == "-" else float(number)) in skjema.goals(self.case), f"målene er {skjema.goals(self.case)}"

    def _see_maling(self, rest: str) -> None:
        """`phq-9 ferdig 1=2 2=-`: status and the values, - for one that is left open."""
        name, status, *values = rest.split()
        made = next((m for m in self.case.current_measurements().values() if m.instrument == name), None)
        assert made is not None, "ble ikke lagret"
        assert made.status == status, f"status er {made.status}"
        expected = {item: None if value == "-" else float(value) for item, _, value in (v.partition("=") for v in values)}
        assert made.answers == expected, f"svarene er {made.answers}"

    def _see_ingen_maling(self, rest: str) -> None:
        assert not [m for m in self.case.measurements if rest in ("", m.instrument)], "ble lagret"

    def _see_varsler(self, rest: str) -> None:
        assert len(self.engine.store.alerts(False, self.case_id)) == int(rest), "et annet antall"

    def _see_dokument(self, rest: str) -> None:
        assert rest.lower() in self._document(), f"står ikke i dokumentet: {self._document()}"

    def _see_ikke_dokument(self, rest: str) -> None:
        assert rest.lower() not in self._document(), "står i dokumentet"

    def _see_endring(self, rest: str) -> None:
        area, _, wanted = (part.strip() for part in rest.partition("="))
        found = compare(self.engine.guide, self.case)
        assert found is not None, "det er ikke noe å sammenligne med"
        got = {row.area: row.change for row in found.rows}
        assert got.get(area) == wanted, f"endringene er {got}"

    def _see_egen_kopi(self, rest: str) -> None:
        assert rest.lower() in self._own_copy(), "står ikke i den egne kopien"

    def _see_ikke_egen_kopi(self, rest: str) -> None:
        assert rest.lower() not in self._own_copy(), "står i den egne kopien"

    def _see_for_fagperson(self, rest: str) -> None:
        assert rest.lower() in self._for_worker(), "fagpersonen ser det ikke"

    def _see_ikke_for_fagperson(self, rest: str) -> None:
        assert rest.lower() not in self._for_worker(), "fagpersonen ser det"

    def _document(self) -> str:
        return tekst.render(self.engine.guide, self.case, now=LATER).lower()

    def _own_copy(self) -> str:
        agreed = tuple(t for t in self.engine.store.relatives(self.case_id) if parorende.shown(t))
        case = replace(self.case, relatives=agreed)
        return tekst.plain(egen.document(self.engine.guide, case, service="", now=LATER)).lower()

    def _for_worker(self) -> str:
        """The summary, and the page of the case, as a worker gets them."""
        corrected = self.engine.store.load_corrected(self.case_id)
        assert corrected is not None
        built = saksbilde.build(self.engine.guide, self.case, self.engine.store.transcript(self.case_id), [], [])
        return (tekst.render(self.engine.guide, innsyn.for_documents(corrected), now=LATER) + str(built)).lower()
