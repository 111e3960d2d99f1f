"""Names, places and organisations by lists, lead words and capitals. Each rule says which words it takes; the first to take a word keeps it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from assistant.language.avidentord import Lists, Word, stem

Taken = tuple[int, int, str, int]           # first word, one past the last, kind, characters to leave at the end
PARTICLES = frozenset({"von", "van", "de", "bin", "al", "el", "av", "der"})
# Also after «mannen min» these are the words and not the names, when the letter is small.
NEVER_SMALL = frozenset({
    "per", "vår", "else", "my", "bo", "dag", "are", "even", "art", "bent", "max", "bror", "mai", "april", "august", "juni", "juli", "finn", "tone", "live", "ove",
    "vera", "sol", "hans", "andre", "anna", "mina", "tia", "inga", "helga", "huda", "arve", "endre", "mette", "kristen", "tore", "sanna",
})
# Nor are these names beside another name: «kari og hans kone».
PRONOUNS = frozenset({
    "hans", "andre", "anna", "mina", "vår", "else", "my", "are", "endre", "vera", "mette", "inga", "tia", "even", "mai", "april", "juni", "juli", "august",
})
HOUSES = (
    "klinikken", "skolen", "skulen", "senteret", "sykehuset", "sjukehuset", "hjemmet", "heimen", "kirken", "banken",
    "verket", "fengselet", "huset", "gruppen", "laget",
)
# What is called something and is nobody: «det heter sosial angst».
THINGS = frozenset({"det", "den", "dette", "hva", "ka", "kva", "diagnosen", "medisinen", "sykdommen", "sjukdomen", "tilstanden", "lidelsen", "stoffet"})
HOME_VERBS = frozenset({"bor", "bur", "bodde", "budde", "bosatt"})
FIRMS_NEED_CAPITAL = frozenset({"tide", "spar", "start", "ice", "get", "circle"})
SECURE = 60                                  # a greeting counts only this near the end, in characters


@dataclass(frozen=True)
class NameReader:
    """Safe to share between threads: it only reads."""

    lists: Lists

    def read(self, text: str, ws: list[Word]) -> list[tuple[int, int, str, bool]]:
        """(start, end, kind, whether more than a capital says so) in order, never overlapping."""
        free = [True] * len(ws)
        found = []
        rules: tuple[Callable[[str, list[Word]], Iterator[Taken]], ...] = (
            self._phrases, self._organisations, self._cued, self._greeted, self._people, self._work, self._homes, self._listed, self._capitals,
        )
        for rule in rules:
            for first, end, kind, off in rule(text, ws):
                if first < end and all(free[first:end]):
                    free[first:end] = [False] * (end - first)
                    if kind:
                        found.append((ws[first].start, ws[end - 1].end - off, kind, rule != self._capitals))
        return sorted(found)

    def _phrases(self, text: str, ws: list[Word]) -> Iterator[Taken]:
        """Listed expressions of several words; those that must stay take their words without being masked."""
        for i in range(len(ws)):
            for n in (5, 4, 3, 2):
                key = tuple(w.key for w in ws[i:i + n])
                if len(key) == n and key in self.lists.phrases and all(not w.gap.strip(" -.") for w in ws[i + 1:i + n]):
                    yield i, i + n, self.lists.phrases[key], 0
                    break

    def _organisations(self, text: str, ws: list[Word]) -> Iterator[Taken]:
        """«Fagerlia ungdomsskole», «Sykehuset Østfold», and listed companies."""
        data = self.lists.data
        for i, word in enumerate(ws):
            if word.low in data.organisation_heads and i and word.joined and (len(word.low) > 2 or word.capital):
                first = i
                while first and i - first < 4 and ws[first].joined and self._proper(ws[first - 1]):
                    first -= 1
                if first < i:
                    end = i + 1
                    while end < len(ws) and ws[end].joined and ws[end].low in data.organisation_heads and len(ws[end].low) > 3:
                        end += 1
                    yield first, end, "organisasjon", 0
        for i, word in enumerate(ws):
            if word.low in data.organisation_starts and (word.capital or not word.low.endswith(("et", "en"))):
                end = self._run(ws, i + 1)
                if end > i + 1 and ws[i + 1].joined and (word.capital or ws[i + 1].key not in self.lists.places):
                    yield i, end, "organisasjon", 0
            if word.key in self.lists.organisations or (word.key in self.lists.also_organisations and word.sure and word.text.isupper() is (len(word.text) < 4)):
                yield i, self._run(ws, i + 1) if word.sure else i + 1, "organisasjon", 0

    def _proper(self, word: Word) -> bool:
        """A word that can open or carry a name of a school or a firm."""
        listed = word.key in self.lists.places or word.key in self.lists.surnames
        carried = word.sure and not self.lists.protected(word) and word.low not in self.lists.data.possessives
        return (word.capital and not self.lists.common(word)) or listed or carried

    def _cued(self, text: str, ws: list[Word]) -> Iterator[Taken]:
        """«heter X», «navn: X», in whatever letters, unless the next word is an everyday one."""
        for i, word in enumerate(ws):
            if word.low not in self.lists.data.name_cues:
                continue
            j = i + 1
            if i and ws[i - 1].low in THINGS:
                continue
            if word.low in ("navn", "namn") and not (j < len(ws) and ws[j].gap.strip() == ":"):
                continue
            if j < len(ws) and ws[j].low in ("jeg", "eg", "æ", "e", "han", "hun", "ho", "hu", "vi") and word.low.startswith("h") and j + 1 < len(ws):
                j += 1
            if j < len(ws) and not ws[j].gap.strip(" :,") and not self._stays(ws[j]) and self._sentence(ws[j]):
                yield self._person(ws, j)

    def _sentence(self, word: Word) -> bool:
        return len(word.text) > 1 and not word.text.isdigit() and (word.capital or word.key in self.lists.names | self.lists.also_names or not word.low.endswith(
            ("ens", "else", "lig", "ing", "het", "isk", "ene", "isme", "lidelse", "sykdom", "sjukdom", "syndrom")))

    def _stays(self, word: Word) -> bool:
        """An everyday word that no list of names has, or has only with a capital."""
        if word.key in self.lists.names or (word.key in self.lists.also_names and (word.capital or word.low not in NEVER_SMALL)):
            return False
        return self.lists.common(word)

    def _person(self, ws: list[Word], first: int) -> Taken:
        """From a first word on: further names that belong to it, and a genitive s left standing."""
        end = first + 1
        while end < len(ws) and end - first < 4 and self._belongs(ws, end, first):
            end += 1
        while ws[end - 1].low in PARTICLES and end - 1 > first:
            end -= 1
        last = ws[end - 1]
        length = stem(last, self.lists.names, self.lists.surnames, self.lists.also_names, self.lists.also_surnames)
        off = len(last.text) - length if length else int(last.capital and len(last.text) > 4 and last.low.endswith(("rs", "as", "es")) and length is None and
                                                         last.low[:-1] in self.lists.data.first_names)
        return first, end, "navn", off

    def _belongs(self, ws: list[Word], i: int, first: int) -> bool:
        word, before = ws[i], ws[i - 1]
        initial = word.gap.strip() == "." and len(before.text) == 1 and before.capital
        if not (word.joined or initial) or self.lists.protected(word) or word.text.isdigit():
            return False
        if before.low.endswith("s") and stem(before, self.lists.names) not in (None, len(before.text)):
            return False
        if word.low in PARTICLES:
            return i + 1 < len(ws) and ws[i + 1].capital and word.low != "av"
        listed = word.key in self.lists.names or word.key in self.lists.surnames or (word.key in self.lists.also_surnames and word.low not in ("li", "by", "lie"))
        return ((word.sure or initial) and not (self.lists.common(word) and not listed)) or (listed and not self.lists.common(word)) or (
            word.sure and (listed or word.key in self.lists.also_names))

    def _greeted(self, text: str, ws: list[Word]) -> Iterator[Taken]:
        """«Hilsen X» at the end, «hei, X her»."""
        for i, word in enumerate(ws[:-1]):
            after = ws[i + 1]
            j = i + 2 if after.low in ("fra", "frå") and i + 2 < len(ws) else i + 1
            if word.low in self.lists.data.greetings and len(text) - word.end < SECURE and not self._stays(ws[j]) and not ws[j].text.isdigit():
                yield self._person(ws, j)
            if after.low == "her" and after.joined and word.capital and not self.lists.common(word) and len(word.text) > 2:
                yield self._person(ws, i)

    def _people(self, text: str, ws: list[Word]) -> Iterator[Taken]:
        """After «sønnen min», «fastlegen», «dr.», «onkel»: a capital, or a name that is also a word."""
        data = self.lists.data
        for i, word in enumerate(ws):
            title = word.low in data.titles
            if not title and word.low not in data.relations:
                continue
            j, owned = i + 1, False
            while j < len(ws) and j < i + 4 and ws[j].low in data.possessives and not (ws[j].sure and ws[j].low not in ("vår",)):
                j, owned = j + 1, True
            while j < len(ws) and not ws[j].gap.strip(" ,:.(") and self._names_one(ws[j], title or owned or ":" in ws[j].gap):
                taken = self._person(ws, j)
                yield taken
                j = taken[1]
                if j < len(ws) and ws[j].low in ("og", "å") and j + 1 < len(ws):
                    j += 1
                elif j >= len(ws) or "," not in ws[j].gap:
                    break

    def _names_one(self, word: Word, led: bool) -> bool:
        lists = self.lists
        if lists.protected(word) or word.text.isdigit():
            return False
        if stem(word, lists.names, lists.surnames) or (len(word.text) == 1 and word.sure):
            return True
        if word.key in lists.also_names or word.key in lists.also_surnames:
            return word.sure or (word.capital and led) or (led and word.key in lists.also_names and word.low not in NEVER_SMALL)
        return word.capital and not lists.common(word) and word.key not in lists.places and not word.text.isupper()

    def _work(self, text: str, ws: list[Word]) -> Iterator[Taken]:
        """«jobber på X», «innlagt på X»."""
        for i, j in self._after(ws, self.lists.data.work_cues):
            word = ws[j]
            if word.key in self.lists.places or self.lists.protected(word):
                continue
            small = ws[j - 1].low in ("på", "hos") and word.low not in FIRMS_NEED_CAPITAL
            named = self.lists.names | self.lists.also_names | self.lists.also_places
            if word.key in self.lists.also_organisations and (word.capital or small):
                yield j, self._run(ws, j + 1) if word.capital else j + 1, "organisasjon", 0
            elif word.sure and not self.lists.common(word) and word.key not in named and self._employs(ws, i):
                yield j, self._run(ws, j + 1, 3), "organisasjon", 0

    def _employs(self, ws: list[Word], i: int) -> bool:
        """Cues that alone mean work or treatment; «går», «var» and their like say too little."""
        return ws[i].low not in ("går", "gjekk", "gikk", "inne", "ute", "var", "vært", "opp", "møtte", "satt", "hjelp", "ut", "utskrevet", "begynte", "begynt")

    def _homes(self, text: str, ws: list[Word]) -> Iterator[Taken]:
        """«bor i X», «kommer fra X»: also places that are words, slips of the pen, and small letters with the ending of a place."""
        for i, j in self._after(ws, self.lists.data.home_cues):
            word, lives = ws[j], ws[i].low not in ("jeg", "eg", "æ", "e", "er", "kom", "hjemme", "heime")
            if self.lists.protected(word) or word.key in self.lists.names or ws[j - 1].low in ("hos", "med", "for"):
                continue
            source = ws[j - 1].low in ("fra", "frå")
            small = lives and ws[j - 1].low in ("i", "på") and ws[i].low in HOME_VERBS
            shaped = any(word.low.endswith(e) and len(word.low) > len(e) + 2 for e in self.lists.data.place_endings)
            if word.key in self.lists.also_places and (word.capital or small):
                yield j, self._run(ws, j + 1) if word.capital else j + 1, "sted", 0
            elif self.lists.slip(word) == "sted" or ((lives or source) and shaped and not self.lists.common(word)):
                yield j, j + 1, "sted", 0

    def _after(self, ws: list[Word], cues: frozenset[str]) -> Iterator[tuple[int, int]]:
        """(cue, candidate) where a place word stands right before the candidate and the cue at most four words before that."""
        for j in range(1, len(ws)):
            if ws[j - 1].low in self.lists.data.place_words and ws[j].joined and not ws[j].text.isdigit():
                for i in range(j - 2, max(-1, j - 7), -1):
                    if ws[i].low in cues:
                        yield i, j
                        break
                    if re.search(r"[.?!;\n]", ws[i + 1].gap):
                        break

    def _listed(self, text: str, ws: list[Word]) -> Iterator[Taken]:
        """Names and places of the lists, in whatever letters; those that are also words need a sure capital or a name beside them."""
        lists = self.lists
        for i, word in enumerate(ws):
            if lists.protected(word):
                continue
            paired = word.key in lists.also_names and (word.sure or (word.capital and self._paired(ws, i)) or (self._paired(ws, i) and word.low not in PRONOUNS))
            prep = i > 0 and ws[i - 1].low in lists.data.place_words and ws[i - 1].low not in ("for", "ved", "hos", "til", "te")
            place = stem(word, lists.places)
            if (place or (word.sure and word.key in lists.also_places)) and (prep or not (word.key in lists.names or word.key in lists.surnames)):
                wide = i > 1 and word.joined and ws[i - 1].sure and not lists.common(ws[i - 1]) and not stem(ws[i - 1], lists.names)
                yield i - wide, self._run(ws, i + 1, 1) if word.sure else i + 1, "sted", len(word.text) - place if place and not word.sure else 0
            elif stem(word, lists.names) or paired or stem(word, lists.surnames) or (word.sure and word.key in lists.also_surnames):
                yield self._person(ws, i)
            elif word.capital and (kind := lists.slip(word)) and not lists.common(word):
                yield i, i + 1, kind, 0

    def _paired(self, ws: list[Word], i: int) -> bool:
        """Another listed name right after, or on the other side of «og»."""
        known = self.lists.names
        after = i + 1 < len(ws) and ws[i + 1].joined and ws[i + 1].key in (self.lists.surnames | known)
        ahead = i + 2 < len(ws) and ws[i + 1].low in ("og", "å") and ws[i + 2].key in known
        behind = i > 1 and ws[i - 1].low in ("og", "å") and ws[i - 2].key in known
        return bool(after or ahead or behind)

    def _capitals(self, text: str, ws: list[Word]) -> Iterator[Taken]:
        """A capital inside a sentence that no list explains. A place word before it makes it a place."""
        i = 0
        while i < len(ws):
            if not ws[i].sure or not self._unknown(ws[i]):
                i += 1
                continue
            end = self._run(ws, i + 1)
            first = i - 1 if i and ws[i].joined and ws[i - 1].capital and not ws[i - 1].sure and self._unknown(ws[i - 1]) else i
            last = ws[end - 1]
            genitive = last.low.endswith("s") and end < len(ws) and ws[end].joined and stem(last, self.lists.names, self.lists.surnames) == len(last.text) - 1
            yield first, end, self._guess(ws, first, end), int(genitive)
            i = end

    def _guess(self, ws: list[Word], first: int, end: int) -> str:
        """What a capital may be: an organisation by its ending or as letters alone, a place after a place word, else a name."""
        last = ws[end - 1]
        if last.low.endswith(HOUSES) or (end - first == 1 and last.text.isupper()):
            return "organisasjon"
        before = ws[first - 1].low if first else ""
        return "sted" if before in self.lists.data.place_words and before not in ("for", "ved", "hos", "til", "te") else "navn"

    def _unknown(self, word: Word) -> bool:
        letters = word.text.isupper() and len(word.text) not in (3, 4)
        return len(word.text) > 1 and not letters and not self.lists.common(word)

    def _run(self, ws: list[Word], i: int, most: int = 4) -> int:
        """One past the last of the capitals that follow each other from `i`."""
        end = i
        while end < len(ws) and end - i < most and ws[end].joined and ws[end].sure and not self.lists.common(ws[end]):
            end += 1
        return end
