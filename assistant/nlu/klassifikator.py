"""Rasa's logistic regression with three changes: rare pieces weigh more than common ones (tf-idf), no balanced weights, and a
line known word for word is certain.

Answers are far more common than commands, and are to win in doubt.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.logistic_regression_classifier import LogisticRegressionClassifier
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, INTENT_RANKING_KEY, PREDICTED_CONFIDENCE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from rasa.shared.utils.io import dump_obj_as_json_to_file, read_json_file
from scipy.sparse import csr_matrix, diags
from sklearn.preprocessing import normalize

from assistant.domain.svar import squash

KNOWN, RARITY = "kjente.json", "sjeldenhet.npy"
STRENGTH = 60.0               # how closely the lines are followed; measured with «kartlegging bench --quality»


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class Klassifikator(LogisticRegressionClassifier):
    """Each line of `nlu_data` weighs the same; `_known` are the lines as words, with their intent."""

    def __init__(self, config: dict[str, Any], name: str, model_storage: ModelStorage, resource: Resource) -> None:
        super().__init__(config, name, model_storage, resource)
        self.clf.set_params(class_weight=None, C=STRENGTH)
        self._rarity: np.ndarray | None = None
        self._known: dict[str, str] = {}

    def train(self, training_data: TrainingData) -> Resource:
        self._known = {squash(e.get(TEXT)): e.get(INTENT) for e in training_data.intent_examples if squash(e.get(TEXT) or "")}
        return super().train(training_data)

    def _create_training_matrix(self, training_data: TrainingData) -> tuple[csr_matrix, list[str]]:
        self._rarity = None
        counts, intents = super()._create_training_matrix(training_data)
        seen = np.asarray((counts > 0).sum(axis=0)).ravel()
        self._rarity = np.log((1 + counts.shape[0]) / (1 + seen)) + 1
        return self._weighted(counts), intents

    def _create_X(self, messages: list[Message]) -> csr_matrix:
        counts = super()._create_X(messages)
        return counts if self._rarity is None else self._weighted(counts)

    def _weighted(self, counts: csr_matrix) -> csr_matrix:
        """Counts (messages, pieces) as tf-idf: dampened, times rarity, each row of length 1."""
        rows = counts.tocsr().astype(float)
        rows.data = 1 + np.log(rows.data)
        return normalize(rows @ diags(self._rarity))

    def process(self, messages: list[Message]) -> list[Message]:
        for message in super().process(messages):
            name = self._known.get(squash(message.get(TEXT) or ""))
            if name is not None:
                sure = {INTENT_NAME_KEY: name, PREDICTED_CONFIDENCE_KEY: 1.0}
                message.set(INTENT, sure, add_to_output=True)
                message.set(INTENT_RANKING_KEY, [sure], add_to_output=True)
        return messages

    def persist(self) -> None:
        super().persist()
        with self._model_storage.write_to(self._resource) as folder:
            dump_obj_as_json_to_file(folder / KNOWN, self._known)
            np.save(folder / RARITY, np.asarray(self._rarity))

    @classmethod
    def load(
        cls, config: dict[str, Any], model_storage: ModelStorage, resource: Resource, execution_context: ExecutionContext, **kwargs: Any
    ) -> LogisticRegressionClassifier:
        component = super().load(config, model_storage, resource, execution_context, **kwargs)
        with model_storage.read_from(resource) as folder:
            component._known = read_json_file(folder / KNOWN)
            component._rarity = np.load(folder / RARITY)
        return component
