"""One area as a review sheet in Markdown, for those who know the trade and do not read YAML."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.domain.flow import FOLLOW_UPS
from assistant.domain.graf import flowchart
from assistant.domain.guide import Guide
from assistant.domain.omrade import Area, Choice, Example, FindingSpec, Question
from assistant.domain.vilkar import in_words
from assistant.domain.yamlfil import Text

SCOPES = {"alle": "kjennes igjen overalt i samtalen", "eget": "kjennes igjen bare i svar på dette området"}
KINDS = {"tall": "et tall", "varighet": "en varighet", "hyppighet": "hvor ofte", "mengde": "en mengde", "alder": "en alder"}
READING = (
    "Spørsmål med dypere nivå enn samtalens blir ikke stilt. Har personen alt sagt noe som løfter fram området, går samtalen "
    f"ett nivå dypere her. Etter det første spørsmålet stilles høyst {FOLLOW_UPS['kort']} til i en kort samtale, "
    f"{FOLLOW_UPS['normal']} i en normal og {FOLLOW_UPS['grundig']} i en grundig."
)
CLOSING = " Den som svarer nei eller ikke vil svare på det første spørsmålet, får ikke resten."
NEVER_CLOSED = ("viktig", "situasjon", "sikkerhet")


def sheet(guide: Guide, area: Area) -> str:
    """The whole sheet, ending in a line break."""
    parts = [_head(area), _reasons(area), _course(guide, area), *(_question(guide, q) for q in area.questions),
             "## Funn\n\nDette leses ut av det personen skriver.", *(_finding(f) for f in area.findings), _examples(area)]
    return "\n\n".join(parts) + "\n"


def _head(area: Area) -> str:
    return (
        f"# {area.title.nb}\n\n<!-- Laget fra assistant/domain/areas/{area.id}.yml med «make docs». Endre datafilen, ikke arket. -->\n\n"
        f"- Område: `{area.id}`\n- Nynorsk: {area.title.nn}\n- Kilde: {area.source}\n- Versjon: {area.version}\n"
        f"- Plass i rekkefølgen: {area.order}"
    )


def _reasons(area: Area) -> str:
    return "\n\n".join([
        "## Hvorfor vi spør", _table(["", "Bokmål", "Nynorsk"], [_both("Til personen", area.why)]),
        "## Hva en lytter etter", _table(["", "Bokmål", "Nynorsk"], [_both("Til fagpersonen", area.listen_for)]),
    ])


def _course(guide: Guide, area: Area) -> str:
    reading = READING + ("" if area.id in NEVER_CLOSED else CLOSING)
    return f"## Gangen\n\n{reading}\n\n```mermaid\n{flowchart(guide, area)}\n```\n\n## Spørsmål"


def _question(guide: Guide, q: Question) -> str:
    rows = [_both("Personen leser", q.self_text), _both("Fagpersonen sier", q.guided_text)]
    rows += [_both("Hvorfor", q.why)] if q.why else []
    rows += [_both(end, label) for end, label in (("Lavest", q.low_label), ("Høyest", q.high_label)) if label]
    rows += [_both(_choice(c), c.label) for c in q.choices]
    facts = "\n".join(f"- {fact}" for fact in _question_facts(guide, q))
    return f"### {q.id}\n\n{facts}\n\n{_table(['', 'Bokmål', 'Nynorsk'], rows)}"


def _question_facts(guide: Guide, q: Question) -> Iterator[str]:
    yield f"Dybde: {q.depth}"
    bounds = f" fra {q.low} til {q.high}" if q.low is not None and q.high is not None else ""
    yield f"Svar: {q.answer}{bounds}" + (f" {q.unit.nb}" if q.unit else "")
    if q.when:
        yield f"Stilles når: {in_words(guide, q.when)}"
    if q.fills:
        yield "Stilles ikke når dette alt er kjent: " + ", ".join(f"`{a}`" for a in q.fills)
    if q.denial:
        yield f"Et nei uten tegn til fare gir `{q.denial[0]}` = {q.denial[1]}"
    if q.attribute:
        yield f"Svaret gir funnet: `{q.attribute}`"


def _choice(choice: Choice) -> str:
    found = f" gir `{choice.finding[0]}` = {choice.finding[1]}" if choice.finding else ""
    return f"Valg `{choice.code}`{found}"


def _finding(spec: FindingSpec) -> str:
    facts = [f"Kode: `{spec.attribute}`", f"Nynorsk: {spec.label.nn}", f"Gjelder: {SCOPES[spec.scope]}",
             f"Løfter fram området: {'ja' if spec.raises else 'nei'}"]
    if spec.kind != "uttrykk":
        facts.append(f"Leser {KINDS[spec.kind]} i nærheten av: {_patterns(spec.near)}" + (f" (enhet: {spec.unit})" if spec.unit else ""))
    if spec.asked_in:
        facts.append(f"Bare i svar om: {', '.join(f'`{area}`' for area in spec.asked_in)}")
    if spec.unless:
        facts.append(f"Men ikke sammen med: {_patterns(spec.unless)}")
    if spec.mirror:
        facts += [f"Speiling: {spec.mirror.nb}", f"Speiling på nynorsk: {spec.mirror.nn}"]
    values = [_value(v.value, v.label, v.expressions) for v in spec.values]
    return "\n\n".join([f"### {spec.label.nb}", "\n".join(f"- {fact}" for fact in facts), *values])


def _value(value: str, label: Text | None, expressions: tuple[str, ...]) -> str:
    name = f"`{value}`" + (f" ({label.nb})" if label and label.nb != value else "")
    return f"Verdien {name} gis av:\n\n" + "\n".join(f"- `{e}`" for e in expressions)


def _patterns(patterns: tuple[str, ...]) -> str:
    return ", ".join(f"`{p}`" for p in patterns) or "hva som helst"


def _examples(area: Area) -> str:
    rows = [[_cell(e.text), _found(e)] for e in area.examples]
    return "## Eksempler som blir prøvd\n\n" + _table(["Oppdiktet svar", "Skal gi"], rows)


def _found(example: Example) -> str:
    return ", ".join(f"`{a}` = {v}" for a, v in example.findings) or "ingen funn"


def _both(name: str, text: Text) -> list[str]:
    return [name, _cell(text.nb), _cell(text.nn)]


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _table(heads: list[str], rows: list[list[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)
