"""Learns to turn NDT's own annotation into Universal Dependencies from the sentences that carry both.

Only the development part of the UD version is learned from. Four classifiers in a row: word class, features, head, relation.
Heads are chosen among the words that lie within a few steps in NDT's tree, since UD only turns such stretches around.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import networkx
import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from assistant.training.norsk.trebank import Sentence, Token

REACH = 3                                             # steps in NDT's tree
NYNORSK = {"eint": "ent", "bu": "be", "<ikkje-clb>": "<ikke-clb>", "hokj": "fem", "hankj": "mask", "inkjekj": "nøyt"}
LEMMAS = {"eg": "jeg", "ikkje": "ikke", "vere": "være", "verte": "bli", "vilje": "ville", "ein": "en", "kva": "hva", "korleis": "hvordan",
          "kvifor": "hvorfor", "kven": "hvem", "når": "når", "kor": "hvor", "seg": "seg", "vi": "vi", "ho": "hun", "dei": "de", "dykk": "dere",
          "nokon": "noen", "kvar": "hver", "skule": "skulle", "kunne": "kunne", "måtte": "måtte", "få": "få", "å": "å", "som": "som"}
Features = dict[str, Any]


@dataclass
class Guess:
    """One classifier over named features; a single class needs none."""

    strength: float = 4.0
    _names: DictVectorizer = field(default_factory=lambda: DictVectorizer(dtype=np.float32))
    _model: LogisticRegression | None = None
    _only: str = ""

    def fit(self, rows: Sequence[Features], labels: Sequence[str]) -> Guess:
        """Learns from rows and labels of the same length."""
        if len(set(labels)) == 1:
            self._only = labels[0]
            return self
        self._model = LogisticRegression(C=self.strength, max_iter=200, solver="lbfgs", random_state=0)
        self._model.fit(self._names.fit_transform(rows), list(labels))
        return self

    def say(self, rows: Sequence[Features]) -> list[str]:
        """The likeliest label of each row."""
        return [self._only] * len(rows) if self._model is None else [str(one) for one in self._model.predict(self._names.transform(rows))]

    def score(self, rows: Sequence[Features], label: str) -> np.ndarray:
        """The log probability of one label for each row."""
        assert self._model is not None
        return self._model.predict_log_proba(self._names.transform(rows))[:, list(self._model.classes_).index(label)]


@dataclass
class Converter:
    """What `learn` fitted; `convert` gives each word of a sentence UPOS, UD features, head and relation."""

    upos: Guess
    feats: dict[str, Guess]
    heads: Guess
    rels: Guess

    def convert(self, sentences: Sequence[Sentence]) -> list[Sentence]:
        """The same words and entities in UD. Headings' bars are left out."""
        plain = [without_bars(one) for one in sentences]
        tags = _spread(plain, self.upos.say([row for one in plain for row in _words(one)]))
        rows = [dict(row, upos=tag) for one, own in zip(plain, tags, strict=True) for row, tag in zip(_words(one), own, strict=True)]
        values = {name: guess.say(rows) for name, guess in self.feats.items()}
        feats = _spread(plain, ["|".join(f"{n}={v[i]}" for n, v in sorted(values.items()) if v[i] != "-") or "_" for i in range(len(rows))])
        return [self._tree(one, own, marks) for one, own, marks in zip(plain, tags, feats, strict=True)]

    def _tree(self, sentence: Sentence, tags: list[str], feats: list[str]) -> Sentence:
        pairs = list(candidates(sentence))
        scores = self.heads.score([_pair(sentence, tags, *pair) for pair in pairs], "ja")
        heads = best_tree(len(tags), {(one, other): float(score) for (one, other, _), score in zip(pairs, scores, strict=True)})
        rels = self.rels.say([_relation(sentence, tags, at, heads) for at in range(len(tags))])
        made = (replace(token, tag=tag, feats=marks, head=head, rel="root" if not head else rel)
                for token, tag, marks, head, rel in zip(sentence.tokens, tags, feats, heads, rels, strict=True))
        return Sentence(tuple(made), sentence.document)


def learn(pairs: Sequence[tuple[Sentence, Sentence]]) -> Converter:
    """From (NDT, UD) of the same sentences."""
    pairs = [(without_bars(ndt), ud) for ndt, ud in pairs]
    words = [row for ndt, _ in pairs for row in _words(ndt)]
    gold = [token for _, ud in pairs for token in ud.tokens]
    upos = Guess().fit(words, [token.tag for token in gold])
    rows = [dict(row, upos=token.tag) for row, token in zip(words, gold, strict=True)]
    marks = [dict(part.partition("=")[::2] for part in token.feats.split("|") if "=" in part) for token in gold]
    feats = {name: Guess().fit(rows, [one.get(name, "-") for one in marks]) for name in sorted({n for one in marks for n in one})}
    return Converter(upos, feats, *_learn_trees(pairs))


def _learn_trees(pairs: Sequence[tuple[Sentence, Sentence]]) -> tuple[Guess, Guess]:
    rows, labels, rel_rows, rels = [], [], [], []
    for ndt, ud in pairs:
        tags, heads = [token.tag for token in ud.tokens], [token.head for token in ud.tokens]
        for at, other, path in candidates(ndt):
            rows.append(_pair(ndt, tags, at, other, path))
            labels.append("ja" if heads[at] == other else "nei")
        rel_rows += [_relation(ndt, tags, at, heads) for at in range(len(tags))]
        rels += [token.rel for token in ud.tokens]
    return Guess().fit(rows, labels), Guess().fit(rel_rows, rels)


def without_bars(sentence: Sentence) -> Sentence:
    """The sentence without the mark «|», heads counted anew; what hung on a bar hangs on the bar's head."""
    kept = [number for number, token in enumerate(sentence.tokens, 1) if token.form != "|"]
    new = {old: at for at, old in enumerate(kept, 1)}

    def head(number: int) -> int:
        while number and number not in new:
            number = sentence.tokens[number - 1].head
        return new.get(number, 0)

    return Sentence(tuple(replace(sentence.tokens[n - 1], head=head(sentence.tokens[n - 1].head)) for n in kept), sentence.document)


def _spread(sentences: Sequence[Sentence], flat: Sequence[str]) -> list[list[str]]:
    out, at = [], 0
    for one in sentences:
        out.append(list(flat[at:at + len(one.tokens)]))
        at += len(one.tokens)
    return out


def _marks(token: Token) -> list[str]:
    return sorted(NYNORSK.get(part, part) for part in token.feats.split("|"))


def _lemma(token: Token) -> str:
    low = token.lemma.lower()
    return LEMMAS.get(low, low)


def _children(sentence: Sentence) -> dict[int, list[int]]:
    out = defaultdict(list)
    for at, token in enumerate(sentence.tokens):
        out[token.head].append(at)
    return out


def _words(sentence: Sentence) -> list[Features]:
    tokens, below = sentence.tokens, _children(sentence)
    rows = []
    for at, token in enumerate(tokens):
        up = tokens[token.head - 1] if token.head else None
        after = tokens[at + 1] if at + 1 < len(tokens) else None
        row: Features = {f"m:{mark}": 1 for mark in _marks(token)}
        row |= {"t": token.tag, "tm": token.tag + "|".join(_marks(token)), "l": _lemma(token), "tl": token.tag + _lemma(token), "r": token.rel,
                "tr": token.tag + token.rel, "lr": _lemma(token) + token.rel, "ut": up.tag if up else "0", "ur": up.rel if up else "0",
                "ul": _lemma(up) if up else "0", "big": token.form[:1].isupper(), "lut": _lemma(token) + (up.tag if up else "0"),
                "at": after.tag if after else "0", "lat": _lemma(token) + (after.tag if after else "0"), "end": token.form.lower()[-3:],
                "first": at == 0}
        for child in below[at + 1]:
            other = tokens[child]
            row |= {f"c:{other.rel}": 1, f"ct:{other.tag}:{other.rel}": 1, f"lc:{_lemma(token)}:{other.rel}:{other.tag}": 1,
                    f"lcm:{_lemma(token)}:{other.rel}:{_marks(other)[0]}": 1}
        rows.append(row)
    return rows


def candidates(sentence: Sentence) -> list[tuple[int, int, str]]:
    """(word from 0, possible head from 1 or 0 for the root, path of relations) within REACH steps of NDT's tree."""
    tokens, below = sentence.tokens, _children(sentence)
    out = []
    for at in range(len(tokens)):
        seen, edge = {at}, [(at, "")]
        for _ in range(REACH):
            following = []
            for here, path in edge:
                steps = [(child, f"{path}v{tokens[child].rel} ") for child in below[here + 1]]
                if tokens[here].head:
                    steps.append((tokens[here].head - 1, f"{path}^{tokens[here].rel} "))
                following += [step for step in steps if step[0] not in seen]
                seen |= {step[0] for step in steps}
            out += [(at, other + 1, path) for other, path in following]
            edge = following
        out.append((at, 0, "root^" + ("" if tokens[at].head else "0")))
    return out


def _pair(sentence: Sentence, tags: list[str], at: int, other: int, path: str) -> Features:
    own, ndt = tags[at], sentence.tokens[at]
    up = tags[other - 1] if other else "ROOT"
    word = sentence.tokens[other - 1] if other else None
    side = "0" if not other else ("f" if other - 1 > at else "b")
    row: Features = {"p": path, "po": path + own, "pu": path + up, "pou": path + own + up, "ps": path + side + own, "ou": own + up,
                     "pl": path + _lemma(ndt), "pul": path + (_lemma(word) if word else "0"), "ur": path + (word.rel if word else "0") + own + up}
    for child in _children(sentence)[at + 1]:
        row[f"pc:{path}{tags[child]}{sentence.tokens[child].rel}"] = 1
    if other:
        for child in _children(sentence)[other]:
            if child != at:
                row[f"uc:{path}{up}{tags[child]}{sentence.tokens[child].rel}"] = 1
    return row


def _relation(sentence: Sentence, tags: list[str], at: int, heads: Sequence[int]) -> Features:
    token, head = sentence.tokens[at], heads[at]
    up = tags[head - 1] if head else "ROOT"
    word = sentence.tokens[head - 1] if head else None
    above = sentence.tokens[token.head - 1] if token.head else None
    row: Features = {"r": token.rel, "ro": token.rel + tags[at], "rou": token.rel + tags[at] + up, "l": _lemma(token), "lr": _lemma(token) + token.rel,
                     "ar": token.rel + (above.rel if above else "0") + tags[at] + up, "hr": (word.rel if word else "0") + token.rel + tags[at],
                     "same": token.head == head, "m": "|".join(_marks(token)), "side": head - 1 > at, "hl": (_lemma(word) if word else "0") + token.rel,
                     "al": token.rel + (above.tag if above else "0") + tags[at], "hm": ("|".join(_marks(word)) if word else "0") + token.rel}
    for child in range(len(tags)):
        if heads[child] == at + 1:
            row[f"c:{tags[at]}{tags[child]}{sentence.tokens[child].rel}"] = 1
    return row


def best_tree(size: int, scores: dict[tuple[int, int], float]) -> list[int]:
    """The head (from 1, 0 for the one root) of each word, so that the sum of log scores is highest and the whole is a tree."""
    heads = [max((pair for pair in scores if pair[0] == at), key=lambda pair: scores[pair])[1] for at in range(size)]
    if heads.count(0) == 1 and _is_tree(heads):
        return heads
    graph = networkx.DiGraph()
    fine = 100.0 * (heads.count(0) > 1)
    for (at, other), score in scores.items():
        graph.add_edge(other, at + 1, weight=score + 1000 - (0 if other else fine))
    tree = networkx.maximum_spanning_arborescence(graph)
    return [next(iter(tree.predecessors(at + 1)), 0) for at in range(size)]


def _is_tree(heads: list[int]) -> bool:
    for at in range(len(heads)):
        here, steps = heads[at], 0
        while here:
            here, steps = heads[here - 1], steps + 1
            if steps > len(heads):
                return False
    return True
