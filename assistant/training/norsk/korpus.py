"""From treebank to what spaCy trains on: spaces put back, entities as spans, and rougher copies of a part, since chat is rough."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from spacy.tokens import Doc, DocBin
from spacy.training import biluo_to_iob, iob_to_biluo
from spacy.vocab import Vocab

from assistant.training.norsk.trebank import Sentence, Token, folder, read
from assistant.training.norsk.ud import Converter, learn, without_bars

SEED = 20261122
NO_SPACE_BEFORE = set(".,;:!?)]}»%")
NO_SPACE_AFTER = set("([{«")
ROUGH = 0.35                 # share of the training sentences that is learned from in a rough copy too
GROUP = (1, 4)                # sentences a document
KEYS = {"q": "wa", "w": "qe", "e": "wr", "r": "et", "t": "ry", "i": "uo", "o": "ip", "n": "bm", "m": "n", "s": "ad", "d": "sf", "g": "fh", "k": "jl"}
PLAIN = str.maketrans({"æ": "e", "ø": "o", "å": "a", "Æ": "E", "Ø": "O", "Å": "A"})


@dataclass(frozen=True)
class Split:
    """Sentences in UD to learn from and to measure on. Nynorsk figures stand on converted annotation; names and lemmas there are gold."""

    train: list[Sentence]
    dev: list[Sentence]
    test_nob: list[Sentence]
    test_nno: list[Sentence]


def split(data: Path) -> Split:
    """Reads the unpacked archive at `data` (folders ndt/nob, ndt/nno, ud/nob)."""
    dev, test = (list(read(data / f"ud/nob/no_bokmaal-ud-{part}.conllu")) for part in ("dev", "test"))
    bokmal, nynorsk = folder(data / "ndt/nob"), folder(data / "ndt/nno")
    found = {one.key: one for one in bokmal}
    converter = learn([(found[one.key], one) for one in dev if one.key in found])
    kept = {one.key for one in dev} | {one.key for one in test}
    train = _convert(converter, [one for one in bokmal if one.key not in kept and one.key])
    parts: dict[str, list[Sentence]] = {"train": [], "dev": [], "test": []}
    for one in nynorsk:
        if one.key:
            parts[_part(one.document)].append(one)
    return Split(train + dev[: len(dev) // 2] + _convert(converter, parts["train"]), dev[len(dev) // 2:] + _convert(converter, parts["dev"])[:800],
                 test, _convert(converter, parts["test"]))


def names_split(data: Path) -> Split:
    """The same parts in NDT's own annotation: enough to learn names from, and made in seconds."""
    bokmal, nynorsk = ([without_bars(one) for one in folder(data / f"ndt/{form}") if one.key] for form in ("nob", "nno"))
    dev, test = (list(read(data / f"ud/nob/no_bokmaal-ud-{part}.conllu")) for part in ("dev", "test"))
    kept = {one.key for one in dev} | {one.key for one in test}
    parts: dict[str, list[Sentence]] = {"train": [one for one in bokmal if one.key not in kept] + dev[: len(dev) // 2], "dev": [], "test": []}
    for one in nynorsk:
        parts[_part(one.document)].append(one)
    return Split(parts["train"], dev[len(dev) // 2:] + parts["dev"][:800], test, parts["test"])


def _convert(converter: Converter, sentences: list[Sentence], chunk: int = 2000) -> list[Sentence]:
    return [one for at in range(0, len(sentences), chunk) for one in converter.convert(sentences[at:at + chunk])]


def _part(document: str) -> str:
    """Whole documents go to one part, decided by their name alone: about 4 % to dev and 8 % to test."""
    place = int(sha256(document.encode()).hexdigest()[:8], 16) % 100
    return "dev" if place < 4 else "test" if place < 12 else "train"


def spaces(tokens: Sequence[Token]) -> list[bool]:
    """Whether a space follows each word. Treebanks without that information get it from the punctuation."""
    out, quoted = [], False
    for at, token in enumerate(tokens):
        following = tokens[at + 1].form if at + 1 < len(tokens) else ""
        if token.form == '"':
            quoted = not quoted
        if token.space is not None:
            out.append(token.space)
        else:
            closing = following == '"' and quoted
            out.append(not (following[:1] in NO_SPACE_BEFORE or token.form in NO_SPACE_AFTER or closing or (token.form == '"' and quoted)))
    return out


def doc(vocab: Vocab, sentences: Sequence[Sentence], names_only: bool = False) -> Doc:
    """One document with everything the components learn, or with its names alone."""
    words: list[str] = []
    gaps: list[bool] = []
    rows: list[Token] = []
    heads: list[int] = []
    for one in sentences:
        base = len(words)
        for at, (token, gap) in enumerate(zip(one.tokens, spaces(one.tokens), strict=True)):
            words.append(token.form)
            gaps.append(gap or at + 1 == len(one.tokens))
            heads.append(base + (token.head - 1 if token.head else at))
            rows.append(token)
    names = biluo_to_iob(iob_to_biluo([token.name for token in rows]))
    if names_only:
        return Doc(vocab, words=words, spaces=gaps, ents=names)
    return Doc(vocab, words=words, spaces=gaps, tags=None, pos=[token.tag for token in rows], ents=names, heads=heads, sent_starts=None,
               morphs=["" if token.feats == "_" else token.feats for token in rows], lemmas=[token.lemma for token in rows],
               deps=["ROOT" if token.rel == "root" else token.rel for token in rows])


def groups(sentences: Iterable[Sentence], chance: random.Random) -> Iterator[list[Sentence]]:
    """A few neighbours at a time, so that sentence borders are learned too."""
    held: list[Sentence] = []
    size = chance.randint(*GROUP)
    for one in sentences:
        if held and (one.document != held[-1].document or len(held) >= size):
            yield held
            held, size = [], chance.randint(*GROUP)
        held.append(one)
    if held:
        yield held


def rough(sentence: Sentence, chance: random.Random) -> Sentence:
    """A copy as people type it: lower case, the last stop gone, a slip or two, now and then no æøå."""
    tokens = list(sentence.tokens)
    lower, plain, slip = chance.random() < 0.8, chance.random() < 0.08, chance.choice((0.0, 0.0, 0.02, 0.06))
    tokens = [replace(token, form=_typed(token.form, lower, plain, slip, chance)) for token in tokens]
    used = {token.head for token in tokens}
    if tokens[-1].tag == "PUNCT" and len(tokens) not in used and len(tokens) > 1 and chance.random() < 0.8:
        tokens.pop()
    return Sentence(tuple(tokens), sentence.document)


def _typed(form: str, lower: bool, plain: bool, slip: float, chance: random.Random) -> str:
    form = form.lower() if lower else form
    form = form.translate(PLAIN) if plain else form
    if len(form) > 3 and form.isalpha() and chance.random() < slip:
        at = chance.randrange(1, len(form) - 1)
        swap = KEYS.get(form[at].lower())
        kinds = (form[:at] + form[at + 1:], form[:at] + form[at] + form[at:], form[:at] + form[at + 1] + form[at] + form[at + 2:],
                 form[:at] + (chance.choice(swap) if swap else form[at]) + form[at + 1:])
        return chance.choice(kinds)
    return form


def write(data: Path, out: Path, names_only: bool = False) -> None:
    """train.spacy, dev.spacy and the two tests, also rough, in `out`; plain and rough copies of the training part."""
    parts, chance = names_split(data) if names_only else split(data), random.Random(SEED)
    out.mkdir(parents=True, exist_ok=True)
    copies = [rough(one, chance) for one in parts.train if chance.random() < ROUGH]
    train = [*groups(parts.train, chance), *groups(copies, chance)]
    chance.shuffle(train)
    files = {"train": train, "dev": list(groups(parts.dev, chance))}
    for name, sentences in (("test_nob", parts.test_nob), ("test_nno", parts.test_nno)):
        files |= {name: [[one] for one in sentences], f"{name}_rough": [[rough(one, chance)] for one in sentences]}
    vocab = Vocab()
    for name, batches in files.items():
        DocBin(docs=[doc(vocab, batch, names_only) for batch in batches], store_user_data=False).to_disk(out / f"{name}.spacy")
