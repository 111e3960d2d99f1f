"""A line that a clinician adds changes what the classifier sees."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.domain import eksempler
from assistant.domain.eksempler import Exemplar
from assistant.domain.guide import Guide
from assistant.language import innbygging
from assistant.language.analyse import Analyser
from assistant.language.klassifikator import Classifier, Weights, load, save
from assistant.training.risiko import klassifikator

EVERY = 200
NEW = ("eg ser berre fjøsmønet no", "det er fjøsmønet eg tenkjer på", "fjøsmønet heng over meg", "snart er det fjøsmønet og så fred")


@pytest.fixture(scope="module")
def some() -> list[Exemplar]:
    """A small, spread part of the lines: enough to fit in seconds."""
    return eksempler.load(klassifikator.LINES)[::EVERY]


def danger(guide: Guide, weights: Weights, text: str) -> float:
    fitted = Classifier(weights, innbygging.load())
    return fitted.read([text], fitted.spelling([Analyser(guide).line(text)]))[0].danger


def test_lines_when_some_are_added_then_what_they_say_is_seen_as_danger(guide: Guide, some: list[Exemplar]) -> None:
    risky = next(one for one in some if one.categories == ("selvmord",))
    before = danger(guide, klassifikator.fit(guide, some), "eg tenkjer berre på fjøsmønet")
    after = danger(guide, klassifikator.fit(guide, [*some, *(replace(risky, text=text) for text in NEW)]), "eg tenkjer berre på fjøsmønet")
    assert after > before + 0.1


def test_weights_when_kept_and_read_again_then_they_say_the_same(guide: Guide, some: list[Exemplar], tmp_path) -> None:
    weights = klassifikator.fit(guide, some)
    save(weights, tmp_path / "v.npz")
    again = load(tmp_path / "v.npz")
    assert again is not None and abs(danger(guide, weights, "vil bare sove") - danger(guide, again, "vil bare sove")) < 0.01


def test_weights_when_a_part_is_missing_then_there_are_none(tmp_path) -> None:
    import numpy as np

    np.savez(tmp_path / "v.npz", mix=np.zeros(2))
    assert load(tmp_path / "v.npz") is None
