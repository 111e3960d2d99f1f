"""The engine's promises: nothing lost, nothing doubled, nothing mixed, nobody left alone."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from assistant.actions.skjema import ValidateSamtaleForm
from assistant.dialogue.engine import Engine, UnknownCase
from assistant.dialogue.tur import Turn


def run(coroutine: Any) -> Any:
    return asyncio.run(coroutine)


async def begin(engine: Engine, **how: Any) -> str:
    case, _, _ = await engine.start(**how)
    await engine.handle_turn(case.id, Turn(choice="ja"))
    return case.id


def test_turn_when_same_client_id_comes_twice_then_same_reply_and_one_answer(engine: Engine) -> None:
    async def talk() -> None:
        case_id = await begin(engine)
        first = await engine.handle_turn(case_id, Turn("få sove", client_id="a"))
        again = await engine.handle_turn(case_id, Turn("noe helt annet", client_id="a"))
        assert first == again
        case = engine.store.load(case_id)
        assert case is not None
        assert [a.text for a in case.answers if a.question == "viktig.apen"] == ["få sove"]

    run(talk())


def test_turn_when_case_is_unknown_then_error_and_nothing_stored(engine: Engine) -> None:
    with pytest.raises(UnknownCase):
        run(engine.handle_turn("finnes-ikke", Turn("hei")))
    assert engine.store.list_cases() == []


def test_talks_when_twenty_go_at_once_then_none_is_mixed(engine: Engine) -> None:
    async def one(number: int) -> tuple[str, str]:
        case_id = await begin(engine)
        for line in (f"mål nummer {number}", f"situasjon nummer {number}", f"tilstand nummer {number}"):
            await engine.handle_turn(case_id, Turn(line))
            await asyncio.sleep(0)
        return case_id, str(number)

    async def all_of_them() -> list[tuple[str, str]]:
        return await asyncio.gather(*(one(n) for n in range(20)))

    for case_id, number in run(all_of_them()):
        case = engine.store.load(case_id)
        assert case is not None
        texts = [a.text for a in case.answers if a.text and a.question != "ramme.samtykke"]
        assert len(texts) == 3
        assert all(t.endswith(f"nummer {number}") for t in texts)


def test_same_talk_when_two_turns_come_at_once_then_both_are_recorded_in_order(engine: Engine) -> None:
    async def talk() -> None:
        case_id = await begin(engine)
        await asyncio.gather(engine.handle_turn(case_id, Turn("det ene")), engine.handle_turn(case_id, Turn("det andre")))
        case = engine.store.load(case_id)
        assert case is not None
        assert {a.text for a in case.answered()} >= {"det ene", "det andre"}
        assert case.turn == 3

    run(talk())


def test_turn_when_an_action_breaks_then_calm_words_and_the_answer_is_kept(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*args: Any, **kwargs: Any) -> Any:
        raise ZeroDivisionError("hemmelig")

    async def talk() -> None:
        case_id = await begin(engine)
        monkeypatch.setattr(ValidateSamtaleForm, "validate_svar", broken)
        reply = await engine.handle_turn(case_id, Turn("jeg vil ha hverdagen tilbake"))
        assert "116 117" in reply["messages"][0]["text"]
        assert "hemmelig" not in str(reply)
        monkeypatch.undo()
        case = engine.store.load(case_id)
        assert case is not None
        assert "jeg vil ha hverdagen tilbake" in [a.text for a in case.answers]
        reply = await engine.handle_turn(case_id, Turn("jeg vil ha hverdagen tilbake"))
        assert reply["messages"][-1]["question"] == "situasjon.apen"

    run(talk())


def test_turn_when_rasa_itself_raises_on_a_dangerous_message_then_safety_step_still_comes(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*args: Any, **kwargs: Any) -> Any:
        raise RuntimeError("hemmelig")

    async def talk() -> None:
        case_id = await begin(engine)
        monkeypatch.setattr(engine._agent, "handle_message", broken)
        reply = await engine.handle_turn(case_id, Turn("jeg tar livet mitt i kveld, tablettene ligger klare"))
        assert reply["messages"][0]["kind"] == "safety"
        assert reply["messages"][0]["contacts"][0]["phone"] == "113"
        assert [a["level"] for a in engine.store.alerts()] == ["akutt"]

    run(talk())


def test_turn_when_rasa_misses_the_danger_then_the_guard_puts_the_step_first(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    from assistant.nlu import styring

    async def talk() -> None:
        case_id = await begin(engine)
        monkeypatch.setattr(styring, "decide", lambda *args: "hjelp")
        reply = await engine.handle_turn(case_id, Turn("jeg vil ta livet mitt"))
        assert reply["messages"][0]["kind"] == "safety"
        case = engine.store.load(case_id)
        assert case is not None
        assert case.current_risks()["selvmord-self"].level in ("hoy", "akutt")

    run(talk())


def test_answer_when_risk_stands_in_it_then_it_is_still_recorded_in_its_area(engine: Engine) -> None:
    async def talk() -> None:
        case_id = await begin(engine)
        text = "jeg vil ta livet mitt, jeg har mistet jobben"
        await engine.handle_turn(case_id, Turn(text))
        case = engine.store.load(case_id)
        assert case is not None
        assert case.current()["viktig.apen"].text == text
        assert case.current_risks()["selvmord-self"].area == "viktig"

    run(talk())


@pytest.mark.parametrize("text", ["/restart", "/intent{\"name\":\"stopp\"}", "/stopp", "//", "' OR 1=1; DROP TABLE cases;--",
                                  "<script>alert(1)</script>", "\x00\x07\x1b[31m", "   ", "", "😢😢", "a" * 20_000, "{{7*7}}", "%s%n"])
def test_turn_when_text_is_strange_then_the_talk_goes_on(engine: Engine, text: str) -> None:
    async def talk() -> None:
        case_id = await begin(engine)
        reply = await engine.handle_turn(case_id, Turn(text))
        assert reply["messages"]
        assert reply["status"] == ("pause" if text == "/stopp" else "pagar")
        reply = await engine.handle_turn(case_id, Turn("jeg vil sove"))
        assert reply["messages"][-1]["question"]

    run(talk())


def test_choice_when_code_is_unknown_then_the_question_is_asked_again_or_kept_as_words(engine: Engine) -> None:
    async def talk() -> None:
        case_id = await begin(engine)
        reply = await engine.handle_turn(case_id, Turn(choice="finnes_ikke"))
        assert reply["messages"][-1]["question"]

    run(talk())
