"""Decides between command, danger and answer after Rasa's classifier has spoken.

Danger goes before everything. A long message is an answer, whatever word it holds. A doubtful command is an answer.
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
from assistant.language import analyse

ANSWER, RISK = "svar", "risiko"
MAX_WORDS = {"hvorfor": 12, "personvern": 14, "menneske": 12, "hjelp": 12}
COMMON_MAX = 7
SURE = {"stopp": 0.55, "menneske": 0.5, "personvern": 0.5}
COMMON_SURE = 0.55


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class Styring(GraphComponent):
    """Replaces the predicted intent where the rules above say so."""

    @classmethod
    def create(
        cls, config: dict[str, Any], model_storage: ModelStorage, resource: Resource, execution_context: ExecutionContext
    ) -> GraphComponent:
        return cls()

    def __init__(self) -> None:
        self._analyser = analyse.shared(guide.load())

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            text = message.get(TEXT) or ""
            intent = message.get(INTENT) or {}
            name = decide(text, intent.get(INTENT_NAME_KEY) or ANSWER, intent.get(PREDICTED_CONFIDENCE_KEY) or 0.0,
                          self._analyser.read(text).level)
            if name != intent.get(INTENT_NAME_KEY):
                chosen = {INTENT_NAME_KEY: name, PREDICTED_CONFIDENCE_KEY: 1.0}
                message.set(INTENT, chosen, add_to_output=True)
                message.set(INTENT_RANKING_KEY, [chosen], add_to_output=True)
        return messages


def decide(text: str, predicted: str, confidence: float, level: str) -> str:
    """The intent to use. `level` is the analysis' highest risk level."""
    if level != "ingen":
        return RISK
    words = len(text.split())
    if predicted in (RISK, "start", ANSWER) or words > MAX_WORDS.get(predicted, COMMON_MAX):
        return ANSWER
    return predicted if confidence >= SURE.get(predicted, COMMON_SURE) else ANSWER
