"""Words in one form before Rasa's featurizers, so that «æ», «eg» and «jeg» are learned once. The text itself is never touched."""

from __future__ import annotations

import re
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.tokenizers.tokenizer import Token
from rasa.nlu.tokenizers.whitespace_tokenizer import WhitespaceTokenizer
from rasa.shared.nlu.training_data.message import Message

from assistant.domain import guide


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=False)
class Normalisering(WhitespaceTokenizer):
    """Rasa's own tokens, each with the form of `language/ordformer.yml` as its lemma, which is what the featurizers count."""

    def __init__(self, config: dict[str, Any]) -> None:
        super().__init__(config)
        self._forms = guide.load().language.forms

    def tokenize(self, message: Message, attribute: str) -> list[Token]:
        tokens = super().tokenize(message, attribute)
        for token in tokens:
            token.lemma = one_form(token.text, self._forms)
        return tokens


def one_form(word: str, forms: dict[str, str]) -> str:
    """The form that a written word is counted as: lower case, drawn-out letters shortened, dialect and nynorsk as in `forms`."""
    plain = re.sub(r"(.)\1{2,}", r"\1", word.lower())
    return forms.get(plain, plain)
