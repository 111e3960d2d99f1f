"""What points to a person by its shape: identity numbers, phones, mail, addresses, dates, plates, accounts, user names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.domain.avidentdata import DeidentData
from assistant.domain.kontrollsiffer import has_birth_date, is_account, is_identity

Found = tuple[int, int, str]            # start, end, kind

_MAIL = re.compile(r"[^\s@<>(),;:\"«»]{1,64}\s?(?:@|\(at\)|\[at\])\s?[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}", re.I)
_SITE = re.compile(r"(?:https?://|www\.)[^\s<>«»\"]{2,300}|(?<![\w@.-])[\w-]{2,60}(?:\.[\w-]{2,60}){0,3}\.(?:no|com|net|org|se|dk|io|me)\b(?:/[^\s<>«»\"]*)?", re.I)
_HANDLE = re.compile(r"(?<![\w.@])@\w[\w.]{1,30}")
_USER = re.compile(
    r"\b(?:snap|snapchat|insta|instagram|tiktok|discord|kik|nick|nicket|brukernavn(?:et)?|brukarnamn(?:et)?)(?:\s+(?:mitt|min|mi))?\s*"
    r"(?P<mark>:|=|er|e|heter|heiter)\s*(?P<value>[\w.][\w.-]{2,30})", re.I)
_ELEVEN = re.compile(r"(?<![\d+])\d(?:[ .\u00a0-]?\d){10}(?!\d)")
_PART = re.compile(r"\b(?:fnr|f\.nr|fødselsn(?:umme)?r(?:et)?|personn(?:umme)?r(?:et)?|[dh]-?n(?:umme)?r|fødselsnummer)\b[^\d\n]{0,20}(\d{5,6})(?![\d])", re.I)
_CASE = re.compile(
    r"\b(?:saksn|journaln|pasientn|passn|medlemsn|kunden|kundn|referansen|kontrakt[s]?n|løpen|kode?n|polisen|dufn|duf-n|kortn|kid-?n|kid|pass|"
    r"fullmaktsn|klientn|brukern|ordren|førerkortn|ansattn|orgn|organisasjonsn)(?:umme)?(?:r|re?t|ret)?\b\.?\s*"
    r"(?:mitt|er|e|:|=|nr\.?|\s){0,4}(?P<value>[\w/-]*\d[\w/-]*)", re.I)
_ACCOUNT = re.compile(r"(?<!\d)\d{4}[. ]\d{2}[. ]\d{5}(?!\d)")
_LONG = re.compile(r"(?<![\d.,+])\d(?:[ ]?\d){8,24}(?![\d]|[.,]\d)")
_PLATE = re.compile(r"(?<![\w])(?!KR|NO|KL|NR)[A-Z]{2}[ -]?\d{5}(?!\d)")
_PLATE_CUE = re.compile(
    r"\b(?:skilt(?:et)?|regn(?:umme)?r|reg\.?\s?nr|bilskilt(?:et)?|registreringsnummer(?:et)?)\b"
    r"[^\d\n]{0,12}?\b(?P<value>[a-zæøå]{2}[ -]?\d{4,5})(?!\d)", re.I)
_PHONE = re.compile(
    r"(?<![\d.,/+-])(?:(?:\+|00)47[ \u00a0]?)?(?:[2-9]\d{7}|[2-9]\d(?:[ .\u00a0-]\d\d){3}|[2-9]\d\d[ \u00a0-]\d\d[ \u00a0-]\d{3}|"
    r"[2-9]\d{3}[ \u00a0]\d{4}|[2-9]\d\d[ \u00a0]\d{3}[ \u00a0]\d\d)(?![\d]|[.,/]\d)")
_ABROAD = re.compile(r"(?<![\w+])(?:\+|00)[1-9]\d{0,2}(?:[ \u00a0-]?\d){6,12}(?!\d)")
_PHONE_CUE = re.compile(
    r"\b(?:tlf|tel|telefon(?:en|nummer|nummeret)?|mobil(?:en|nummer|nummeret)?|mob|nummer(?:et)?|nr|ring(?:e|er)?)\b\.?"
    r"[^\d\n]{0,20}?(?P<value>\+?\d(?:[ .\u00a0-]?\d){6,11})(?![\d])", re.I)
_BOX = re.compile(r"\b(?:postboks|pb\.?)\s?\d{1,5}\b", re.I)
_UNIT = re.compile(r"\b[HUKL]\d{4}\b")
_NUMERIC = re.compile(
    r"(?<![\d.,/-])(?:(?:0?[1-9]|[12]\d|3[01])\s?[./-]\s?(?:0?[1-9]|1[0-2])\s?[./-]\s?(?:(?:19|20)\d\d|\d\d)|(?:19|20)\d\d[-./](?:0[1-9]|1[0-2])[-./](?:0[1-9]|[12]\d|3[01]))(?![\d])")
_DAY_MONTH = re.compile(
    r"(?P<cue>\b(?:den|dato|født|fødd|f\.|fra|frå|til|innen|innan|siden|sidan|sist|sist[e]?|time[n]?|møte[t]?|mandag|tirsdag|onsdag|torsdag|fredag|lørdag|søndag|måndag|tysdag|laurdag|sundag)\s+)?"
    r"(?<![\d.,/])(?P<value>(?P<day>0?[1-9]|[12]\d|3[01])(?P<mark>[./])(?P<month>0?[1-9]|1[0-2])(?P<dot>\.)?)(?![\d/]|[.,]\d)", re.I)
_BORN = re.compile(r"\b(?:født|fødd|fødselsdato|f\.?)\s*:?\s*(?P<value>\d{6}(?:\d\d)?)(?!\d)", re.I)


class NumberReader:
    """Finds them. `protected` numbers are digits only. Safe to share between threads."""

    def __init__(self, data: DeidentData, protected: frozenset[str]) -> None:
        self._data, self._protected = data, protected
        months = "|".join(sorted(data.months, key=len, reverse=True))
        self._written = re.compile(rf"(?<![\d.,])(?:[0-3]?\d\s?\.?\s?(?:{months})\b\.?(?:\s?,?\s?(?:19|20)\d\d)?|\b(?:{months})\.?\s(?:19|20)\d\d)(?!\d)", re.I)
        self._shapes = (
            (self._simple(_MAIL), "epost"), (self._sites, "id"), (self._simple(_HANDLE), "id"), (self._users, "id"), (self._value(_CASE), "id"),
            (self._eleven, ""), (self._part, "fodselsnummer"), (self._simple(_ACCOUNT), "id"), (self._born, "dato"), (self._simple(_NUMERIC), "dato"),
            (self._simple(self._written), "dato"), (self._short_dates, "dato"), (self._phones, "telefon"), (self._simple(_PLATE), "id"),
            (self._value(_PLATE_CUE), "id"), (self._longs, "id"), (self._simple(_BOX), "adresse"), (self._simple(_UNIT), "adresse"),
        )

    def read(self, text: str) -> list[Found]:
        """Spans that do not overlap, in order; the shape that is named first wins."""
        taken: list[Found] = []
        for find, kind in self._shapes:
            for start, end, own in find(text):
                if not any(start < e and s < end for s, e, _ in taken):
                    taken.append((start, end, own or kind))
        return sorted(taken)

    @staticmethod
    def _simple(pattern: re.Pattern[str]):
        return lambda text: ((m.start(), m.end() - (m.group()[-1] in ".,") * (pattern is _MAIL), "") for m in pattern.finditer(text))

    @staticmethod
    def _value(pattern: re.Pattern[str]):
        return lambda text: ((*m.span("value"), "") for m in pattern.finditer(text))

    def _sites(self, text: str) -> Iterator[Found]:
        for m in _SITE.finditer(text):
            host = re.sub(r"^(?:https?://)?(?:www\.)?", "", m.group().lower())
            if not any(host == site or (host.startswith(f"{site}/") and len(host) < len(site) + 3) for site in self._data.protected_sites):
                yield m.start(), m.end() - len(m.group()) + len(m.group().rstrip(".,;:!?)")), ""

    @staticmethod
    def _users(text: str) -> Iterator[Found]:
        """A user name after a colon, or one that looks like none of the words."""
        for m in _USER.finditer(text):
            value = m["value"].rstrip(".-")
            if m["mark"] in ":=" or re.search(r"[\d_.]", value):
                yield m.start("value"), m.start("value") + len(value), ""

    @staticmethod
    def _eleven(text: str) -> Iterator[Found]:
        """Eleven digits are always some number of a person's: which one, the control digits and the date tell."""
        for m in _ELEVEN.finditer(text):
            digits = re.sub(r"\D", "", m.group())
            born = has_birth_date(digits)
            account = (is_account(digits) and not born and digits[:1] not in "89") or _ACCOUNT.fullmatch(m.group())
            own = not account and (is_identity(digits) or (born and not is_account(digits)))
            yield m.start(), m.end(), "fodselsnummer" if own else "id"

    @staticmethod
    def _part(text: str) -> Iterator[Found]:
        return ((*m.span(1), "") for m in _PART.finditer(text))

    @staticmethod
    def _born(text: str) -> Iterator[Found]:
        return ((*m.span("value"), "") for m in _BORN.finditer(text))

    @staticmethod
    def _short_dates(text: str) -> Iterator[Found]:
        """Day and month alone look like fractions, scores and clock times, so a lead word or a shape no score has is asked for."""
        for m in _DAY_MONTH.finditer(text):
            day, month, slash = int(m["day"]), int(m["month"]), m["mark"] == "/"
            if slash and (day, month) == (24, 7):
                continue
            if m["cue"] or (slash and day > 10 and month != 10) or (not slash and m["dot"] and m.end() < len(text)):
                yield *m.span("value"), ""

    def _phones(self, text: str) -> Iterator[Found]:
        spans = [m.span() for m in _PHONE.finditer(text)] + [m.span() for m in _ABROAD.finditer(text)]
        spans += [m.span("value") for m in _PHONE_CUE.finditer(text)]
        for start, end in spans:
            digits = re.sub(r"\D", "", text[start:end])
            after = re.match(r"\s*(?:,-|([^\W\d_]+|%))", text[end:end + 20])
            amount = after is not None and (after.group(1) or "kr").lower() in self._data.units
            if not amount and digits not in self._protected and digits.removeprefix("0047").removeprefix("47") not in self._protected:
                yield start, end, ""

    def _longs(self, text: str) -> Iterator[Found]:
        """Nine digits and more without an end that makes it a sum."""
        for m in _LONG.finditer(text):
            after = re.match(r"\s*(?:,-|([^\W\d_]+|%))", text[m.end():m.end() + 20])
            grouped = re.fullmatch(r"\d{1,3}(?: 000){2,}", m.group())
            if not grouped and (after is None or (after.group(1) or "kr").lower() not in self._data.units):
                yield m.start(), m.end(), ""
