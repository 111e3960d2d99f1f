"""Decides between command, danger and answer after Rasa's classifier has spoken.

Danger goes before everything, but for a clear command in which danger is unsure. A long message is an answer, whatever word it
holds. A short one that may be a command is asked about (Rasa's own `nlu_fallback`); where a command is unlikely, it is an answer.
"""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, INTENT_RANKING_KEY, PREDICTED_CONFIDENCE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

from assistant.domain import guide
from assistant.domain.case import LANGUAGES
from assistant.domain.guide import Guide
from assistant.domain.svar import short_no, squash
from assistant.language import analyse

ANSWER, RISK, DOUBT = "svar", "risiko", "nlu_fallback"
MAX_WORDS = {"hvorfor": 12, "personvern": 14, "menneske": 12, "hjelp": 12}
COMMON_MAX = 7
MAX_CHARS = 120                             # longer text is an answer, even as one word
SURE, DOUBTFUL = 0.5, 0.35                   # from SURE a command, from DOUBTFUL a question back, below an answer
SURE_OFFERED = 0.8                          # words that are also a choice: an answer, or a question back, never a command
SURE_LONG = 0.8                             # for messages longer than COMMON_MAX; they are never asked about
SURE_REPLY = 0.9                            # after «ja» or «nei»: mostly the answer to a yes-or-no question
_REPLIES = (["ja"], ["jo"], ["jau"], ["yes"], ["yeah"], ["nei"], ["næ"], ["nææ"])
_SAME = frozenset({"stopp", "pause", "fortsett", "rette", "hopp_over", "vil_snakke"})


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class Styring(GraphComponent):
    """Replaces the predicted intent where the rules above say so."""

    @classmethod
    def create(
        cls, config: dict[str, Any], model_storage: ModelStorage, resource: Resource, execution_context: ExecutionContext
    ) -> GraphComponent:
        return cls()

    def __init__(self) -> None:
        loaded = guide.load()
        self._analyser, self._labels = analyse.shared(loaded), labels(loaded)

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            text = message.get(TEXT) or ""
            intent = message.get(INTENT) or {}
            reading = self._analyser.read(text)
            name = decide(text, intent.get(INTENT_NAME_KEY) or ANSWER, intent.get(PREDICTED_CONFIDENCE_KEY) or 0.0,
                          reading.level, squash(text) in self._labels, reading.unsure)
            if name != intent.get(INTENT_NAME_KEY):
                chosen = {INTENT_NAME_KEY: name, PREDICTED_CONFIDENCE_KEY: 1.0}
                message.set(INTENT, chosen, add_to_output=True)
                guess = [intent] if name == DOUBT else []
                message.set(INTENT_RANKING_KEY, [chosen, *guess], add_to_output=True)
        return messages


def labels(loaded: Guide) -> frozenset[str]:
    """Every choice a question offers, as words: read as a command, it may be the answer instead, and only the talk knows.

    Choices that mean what the command means, to skip or to correct, are left out.
    """
    offered = (c for q in loaded.questions.values() for c in q.choices if c.code not in _SAME and not c.code.startswith("vil_ikke"))
    return frozenset(squash(c.label.get(lang)) for c in offered for lang in LANGUAGES)


def decide(text: str, predicted: str, confidence: float, level: str, offered: bool = False, unsure: bool = False) -> str:
    """The intent to use. `level` is the analysis' highest risk level, `unsure` when rules and classifier do not agree on it.

    `offered`: some question has the text as a choice.
    """
    words = len(text.split())
    command = predicted not in (RISK, "start", ANSWER) and confidence >= SURE_LONG and words <= COMMON_MAX
    if level != "ingen" and not (unsure and command):
        return RISK
    if predicted in (RISK, "start", ANSWER) or words > MAX_WORDS.get(predicted, COMMON_MAX) or len(text) > MAX_CHARS:
        return ANSWER
    if (short_no(text) or squash(text).split()[:1] in _REPLIES) and confidence < SURE_REPLY:
        return ANSWER
    if offered:
        return DOUBT if confidence >= SURE_OFFERED else ANSWER
    if words > COMMON_MAX:
        return predicted if confidence >= SURE_LONG else ANSWER
    return predicted if confidence >= SURE else DOUBT if confidence >= DOUBTFUL else ANSWER
