"""The trained Rasa model: where it lies, whether it fits the data, and training it."""

from __future__ import annotations

import hashlib
from pathlib import Path

from assistant.domain.guide import models_folder

ROOT = Path(__file__).parents[2]
MODELS = models_folder()
INPUTS = ("nlu_data", "stories", "assistant/domain/rasa")
READ_TOO = ("assistant/config.yml", "assistant/nlu/klassifikator.py", "assistant/nlu/normalisering.py", "assistant/domain/language/ordformer.yml")


def fingerprint() -> str:
    """A hash of everything that the model is trained from, the components that are trained, and Rasa's version."""
    from importlib.metadata import version

    digest = hashlib.sha256(version("rasa").encode())
    files = [p for folder in INPUTS for p in sorted((ROOT / folder).glob("*.yml")) if not p.name.startswith("test_")]
    for path in [*files, *(ROOT / name for name in READ_TOO)]:
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:12]


def path() -> Path:
    return MODELS / f"kartlegging-{fingerprint()}.tar.gz"


def train(force: bool = False) -> Path:
    """Train when the data has changed (or always with `force`); old models are removed. Raises RuntimeError."""
    target = path()
    if target.exists() and not force:
        return target
    from rasa.model_training import train as rasa_train

    result = rasa_train(
        domain=str(ROOT / "assistant/domain/rasa"), config=str(ROOT / "assistant/config.yml"),
        training_files=[str(ROOT / "nlu_data"), *_stories()], output=str(MODELS),
        fixed_model_name=target.name.removesuffix(".tar.gz"), force_training=True,
    )
    if not result.model or not target.exists():
        raise RuntimeError("Rasa klarte ikke å trene modellen. Kjør `rasa data validate` for å se hva som er galt i dataene.")
    for old in MODELS.glob("kartlegging-*.tar.gz"):
        if old != target:
            old.unlink()
    return target


def _stories() -> list[str]:
    return [str(p) for p in sorted((ROOT / "stories").glob("*.yml")) if not p.name.startswith("test_")]
