"""The quality figures as Markdown for docs/kvalitet.md: one table for each measure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

RISK = (("sensitivitet", "sensitivity"), ("hoy og akutt", "sensitivity_high"), ("oversett hoy/akutt", "missed_high"), ("spesifisitet", "specificity"),
        ("falsk hoy", "false_high"), ("kategori F1", "category_f1"), ("subjekt", "subject"), ("nivå", "level"))
READERS = (("rules", "regler alene"), ("classifier", "klassifikator alene"), ("both", "begge"))
INTRO = "Skrevet av `kartlegging bench --quality --docs`. Linjene i `tests/quality` er oppdiktet, og ingenting læres av dem. Andeler er 0–1."


def page(found: dict[str, Any]) -> str:
    """`found` is what `kvalitet.measure` gives."""
    parts = ["# Treffsikkerhet", "", INTRO, "", *_risk(found["risk"]), *_control(found["intents"]), *_facts(found["facts"]),
             *_pathway(found["hovedforlop"]), *_pipeline(found["pipeline"]), *_deidentify(found["deidentify"]), *_speed(found["speed"])]
    return "\n".join(parts) + "\n"


def _rows(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> list[str]:
    lines = [f"| {' | '.join(head)} |", "|---" * len(head) + "|"]
    return [*lines, *(f"| {' | '.join('–' if cell is None else str(cell) for cell in row)} |" for row in rows), ""]


def _risk(risk: dict[str, Any]) -> list[str]:
    best = risk.get("both", risk["rules"])
    out = [f"## Risiko ({risk['lines']} linjer)", ""]
    out += _rows(["", *(label for label, _ in RISK)], [[label, *(risk[name][key] for _, key in RISK)] for name, label in READERS if name in risk])
    out += _rows(["språkform", "linjer", "sensitivitet", "spesifisitet"],
                 [[form, row["lines"], row["sensitivity"], row["specificity"]] for form, row in best["forms"].items()])
    out += _rows(["kategori", "F1"], best["categories"].items())
    if "form" in risk:
        out += [f"Språkform kjent igjen: {risk['form']}", ""]
    if "curve" in risk:
        out += _rows(["terskel", "sensitivitet", "spesifisitet"], [[row["danger"], row["sensitivity"], row["specificity"]] for row in risk["curve"]])
    return out


def _control(control: dict[str, Any]) -> list[str]:
    long = control["long_answers"]
    groups = [("alle korte", control["short"]), ("korte kommandoer", control["short_commands"]), ("korte svar", control["short_answers"]),
              *control["by_language"].items()]
    return ["## Styring", "", *_rows(["", "linjer", "rett", "spurt om igjen"], [[name, g["n"], g["accuracy"], g["asked"]] for name, g in groups]),
            f"Lange svar tatt som kommando: {long['as_command']} av {long['n']}.", ""]


def _facts(facts: dict[str, Any]) -> list[str]:
    rows = [["alle", *(facts["value"][key] for key in ("precision", "recall", "f1"))]]
    rows += [[form, *(group["value"][key] for key in ("precision", "recall", "f1"))] for form, group in facts["by_language"].items()]
    rows += [["med sikkerhet", *(facts["certainty"][key] for key in ("precision", "recall", "f1"))]]
    return [f"## Fakta ({facts['lines']} svar, {facts['facts']} fakta)", "", *_rows(["", "presisjon", "dekning", "F1"], rows)]


def _pathway(persons: dict[str, Any]) -> list[str]:
    path, risks = persons["pathway"], persons["risks"]
    rows = [["hovedforløp, likt", path["exact"]], ["hovedforløp, likt eller godtatt", path["accepted"]], ["spesialisthelsetjenesten", persons["specialist"]],
            ["barn", persons["children"]], ["risiko funnet", risks["found"]], ["rolige personer med alarm", risks["calm_persons_alarmed"]],
            ["opplysninger funnet", persons["facts"]["found"]], ["opplysninger bevart", persons["facts"]["kept"]]]
    return [f"## Hele personer ({persons['persons']})", "", *_rows(["", "andel"], rows)]


def _pipeline(model: dict[str, Any]) -> list[str]:
    """Percent; the treebanks may not follow the code, so these are the figures that stand in `models/maal.json`."""
    rows = [[label, *model[name].values()] for name, label in (("bokmal", "bokmål"), ("nynorsk", "nynorsk")) if name in model]
    if not rows:
        return []
    first = next(model[name] for name in ("bokmal", "nynorsk") if name in model)
    return [f"## Norsk språkmodell ({model['name']} {model['version']})", "", *_rows(["prosent", *first], rows)]


def _deidentify(found: dict[str, Any]) -> list[str]:
    rows = [["alle", found["recall"], found["precision"]], *([kind, g["recall"], g["precision"]] for kind, g in found["kinds"].items())]
    return [f"## Avidentifisering ({found['lines']} linjer)", "", *_rows(["", "dekning", "presisjon"], rows)]


def _speed(speed: dict[str, dict[str, float]]) -> list[str]:
    rows = [[name.replace("_rules", " tegn, regler").replace("_both", " tegn, alt"), g["median"], g["p95"]] for name, g in speed.items()]
    return ["## Tid for å lese en melding (ms)", "", *_rows(["", "median", "p95"], rows)]
