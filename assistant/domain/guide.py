"""The whole trade, loaded and checked into frozen dataclasses. `load()` is the only door."""

from __future__ import annotations

import hashlib
import os
import pickle
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from assistant.domain import (
    henvisning,
    hovedforlopdata,
    instrumentfil,
    omrade,
    oppfolgingdata,
    parorendedata,
    plandata,
    rammedata,
    risikodata,
    skjemasporsmal,
    sprakdata,
)
from assistant.domain.dokumentmal import Template
from assistant.domain.hovedforlopdata import PathwayData
from assistant.domain.instrument import Instrument
from assistant.domain.omrade import Area, FindingSpec, Question
from assistant.domain.oppfolgingdata import FollowUpData
from assistant.domain.parorendedata import RelativeData
from assistant.domain.plandata import PlanData
from assistant.domain.rammedata import Contact, Frame
from assistant.domain.risikodata import RiskData
from assistant.domain.sprakdata import LanguageData
from assistant.domain.yamlfil import DataError

FOLDER = Path(__file__).parent
KEPT = 3
AREA_IDS = (
    "viktig", "situasjon", "psykisk_helse", "rusmidler", "legemidler", "funksjon", "historikk", "ressurser", "nettverk", "barn",
    "oppvekst", "vold_traumer", "kognisjon", "somatisk_helse", "sovn_aktivitet", "arbeid_utdanning", "okonomi", "bolig",
    "digital_helsekompetanse", "sikkerhet",
)


@dataclass(frozen=True)
class Guide:
    """Everything a clinician may change, checked. `version` changes when any file does, `reading` when the words that texts are read by do.

    `templates` are the service's own documents, by id; what it has not changed is not among them.
    """

    areas: dict[str, Area]
    frame: Frame
    contacts: dict[str, Contact]
    texts: dict[str, dict[str, tuple[str, ...]]]
    risk: RiskData
    language: LanguageData
    pathways: PathwayData
    follow_up: FollowUpData
    relative: RelativeData
    version: str
    reading: str
    questions: dict[str, Question] = field(default_factory=dict)
    findings: dict[str, FindingSpec] = field(default_factory=dict)
    instruments: dict[str, Instrument] = field(default_factory=dict)
    plans: PlanData = field(default_factory=PlanData)
    templates: dict[str, Template] = field(default_factory=dict)

    def in_order(self) -> list[Area]:
        return sorted(self.areas.values(), key=lambda a: a.order)


def load(folder: Path = FOLDER) -> Guide:
    """The guide of a folder. Raises DataError naming file and line. Unchanged files are read once a machine."""
    return _load(folder, _fingerprint(folder))


@lru_cache(maxsize=4)
def _load(folder: Path, fingerprint: str) -> Guide:
    cached = _cache_path(fingerprint)
    if cached.exists():
        try:
            return pickle.loads(cached.read_bytes())  # our own file, named by the content of our own data and code
        except Exception:
            cached.unlink(missing_ok=True)
    guide = _read(folder, fingerprint)
    _save(cached, guide)
    return guide


def _fingerprint(folder: Path) -> str:
    """A hash of every data file, and of the code that reads them as it was when this process began."""
    return hashlib.sha256((_hash([*folder.rglob("*.yml"), *folder.rglob("*.jsonl")]) + CODE).encode()).hexdigest()[:16]


def _words(folder: Path) -> Iterator[Path]:
    """What the risk classifier is fitted to: the labelled lines, and every word that a line is normalised by."""
    for name in ("areas", "language", "risk"):
        yield from (folder / name).rglob("*.yml")
        yield from (folder / name).rglob("*.jsonl")


def _hash(paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in sorted(paths):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


CODE = _hash(FOLDER.glob("*.py"))


def cache_folder() -> Path:
    """Where what can be made again is kept; KARTLEGGING_CACHE moves it."""
    return Path(os.environ.get("KARTLEGGING_CACHE", FOLDER.parents[1] / ".cache"))


def models_folder() -> Path:
    """Where the trained models lie; KARTLEGGING_MODELS moves it."""
    return Path(os.environ.get("KARTLEGGING_MODELS", FOLDER.parents[1] / "models"))


def _cache_path(fingerprint: str) -> Path:
    return cache_folder() / f"guide-{fingerprint}.pickle"


def _save(path: Path, guide: Guide) -> None:
    """Best effort: a folder that cannot be written to only costs time."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
            file.write(pickle.dumps(guide))
        os.replace(file.name, path)
        for old in sorted(path.parent.glob("guide-*.pickle"), key=os.path.getmtime)[:-KEPT]:
            old.unlink(missing_ok=True)
    except OSError:
        return


def read(folder: Path = FOLDER) -> Guide:
    """As `load`, but always from the files themselves, so that every place in it is right."""
    return _read(folder, _fingerprint(folder))


def _read(folder: Path, version: str) -> Guide:
    areas = {a.id: a for a in (omrade.load(p) for p in sorted((folder / "areas").glob("*.yml")))}
    frame = rammedata.load_frame(folder / "samtale.yml")
    risk = risikodata.load(folder / "risk")
    guide = Guide(
        areas, frame, rammedata.load_contacts(folder / "contacts.yml"), rammedata.load_texts(folder / "texts"), risk,
        sprakdata.load(folder / "language"), hovedforlopdata.load(folder / "hovedforlop"),
        oppfolgingdata.load(folder / "oppfolging.yml"), parorendedata.load(folder / "parorende.yml"), version, _hash(_words(folder)),
        plans=plandata.load(folder / "planer"),
    )
    if missing := set(AREA_IDS) - set(areas):
        raise DataError(folder / "areas" / f"{min(missing)}.yml", 1, "filen mangler")
    guide.questions.update(henvisning.questions(_all_questions(guide)))
    guide.findings.update(henvisning.findings(guide.in_order()))
    guide.instruments.update(instrumentfil.load(folder / "instruments"))
    guide.questions.update((q.id, q) for q in skjemasporsmal.questions(frame.forms, guide.instruments))
    henvisning.check(guide)
    return guide


def _all_questions(guide: Guide) -> Iterator[Question]:
    for area in guide.in_order():
        yield from area.questions
    yield from guide.follow_up.questions()
    yield from guide.relative.own()
    yield from guide.frame.frame
    yield from guide.frame.safety
    for category in guide.risk.categories.values():
        for clarify in category.clarify.values():
            yield clarify.question
