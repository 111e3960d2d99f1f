"""Reading `tjeneste.yml`: all of it is checked in one go, and every fault is a sentence with its line."""

from __future__ import annotations

from pathlib import Path

from assistant.domain import dokumentmal, guide
from assistant.domain.case import DEPTHS, LANGUAGES, LEVELS, STATUSES
from assistant.domain.dokumentmal import Template
from assistant.domain.guide import AREA_IDS
from assistant.domain.rammedata import Contact
from assistant.domain.tjeneste import adresser, bilde, farger, melding, telefon, timer
from assistant.domain.tjeneste.felt import Fault, Fields, fault
from assistant.domain.tjeneste.oppsett import Duty, Service
from assistant.domain.yamlfil import DataError, Text, read

NAME = "tjeneste.yml"
KEYS = (
    "navn", "kommune", "enhet", "leser", "vakt", "kontakter", "apningstider", "dybde", "omrader_av", "sprak", "farger", "logo", "lagring",
    "varsling", "proxy", "opphav", "dokumentmaler", "dialogmelding",
)
NEVER_OFF = {
    "sikkerhet": "alle skal få spørsmål om liv og trygghet",
    "viktig": "samtalen begynner med det som er viktig for personen",
    "situasjon": "uten den vet ingen hva personen trenger hjelp til",
    "barn": "tjenesten har plikt til å se til barn som er avhengige av personen",
}
MAX_DAYS, MAX_MINUTES = 3650, 7 * 24 * 60
MAX_CONTACTS = 10
LOGOS = {".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg"}
MAX_LOGO, MAX_PIXELS = 200 * 1024, 4000


class ServiceError(DataError):
    """A file with faults; `faults` are in the order of their lines. The message holds all of them."""

    def __init__(self, path: Path, faults: tuple[Fault, ...]) -> None:
        super().__init__(path, faults[0].line, faults[0].text)
        self.faults = faults

    def __str__(self) -> str:
        return "\n".join([f"{self.path} kan ikke brukes:", *map(str, self.faults)])


def load(path: Path) -> Service:
    """The settings of a file. Raises ServiceError with every fault in it."""
    service, faults = check(path)
    if faults:
        raise ServiceError(path, tuple(faults))
    return service


def check(path: Path) -> tuple[Service, list[Fault]]:
    """What could be read, and every fault, in the order of the lines. Never raises."""
    try:
        mapping = read(path)
    except DataError as error:
        return Service(), [_unreadable(error)]
    except OSError:
        return Service(), [Fault(1, "Filen kan ikke leses. Sjekk at det er en vanlig fil og at du har tilgang.")]
    except (ValueError, TypeError, RecursionError):
        return Service(), [Fault(1, "Filen er ikke gyldig YAML. Se i docs/eksempel-tjeneste.yml hvordan den skrives.")]
    fields = Fields(mapping, [])
    fields.known(*KEYS)
    service = _service(fields, path)
    return service, sorted(set(fields.faults))


def _unreadable(error: DataError) -> Fault:
    """Why nothing could be read; the words of the YAML reader are English and say little."""
    if error.__cause__ is None or isinstance(error.__cause__, OSError | UnicodeDecodeError):
        return fault(error)
    return Fault(error.line, "Filen er ikke gyldig YAML her. Sjekk innrykk, kolon, anførselstegn og klammer på denne linjen og den over.")


def _service(f: Fields, path: Path) -> Service:
    if "navn" not in f:
        f.wrong(None, "«navn» mangler. Skriv hva tjenesten heter, slik folk kjenner den")
    languages = _languages(f)
    needed = languages if "sprak" in f else ()
    webhook, emails, smtp, minutes, always = _alerting(f)
    return Service(
        f.text("navn"), f.text("kommune"), f.text("enhet"), f.lang("leser", needed), _duty(f, needed), _contacts(f, needed),
        timer.hours(f, needed), f.one_of("dybde", DEPTHS, "normal"), _areas_off(f), languages, _colours(f), _logo(f, path.parent),
        _numbers(f, "lagring", STATUSES, MAX_DAYS, "dager"), minutes, always, webhook, emails, smtp,
        adresser.proxies(f), adresser.origins(f), _templates(f, path.parent), path, melding.messages(f, path.parent),
    )


def _languages(f: Fields) -> tuple[str, ...]:
    if "sprak" not in f:
        return LANGUAGES
    found = f.texts("sprak")
    for unknown in (lang for lang in found if lang not in LANGUAGES):
        f.wrong("sprak", f"språket «{unknown}» finnes ikke. Bruk {', '.join(LANGUAGES)}")
    kept = tuple(lang for lang in found if lang in LANGUAGES)
    if not {"nb", "nn"} & set(kept):
        f.wrong("sprak", "«sprak» må ha bokmål (nb) eller nynorsk (nn)")
    return kept or LANGUAGES


def _phone(f: Fields) -> str:
    """The number of a group that must have one; empty when it has none that can be rung."""
    if "telefon" not in f:
        f.wrong(None, "«telefon» mangler")
    written = f.text("telefon")
    found = telefon.number(written)
    if written and found is None:
        f.wrong("telefon", f"«{written}» kan ikke ringes. Et norsk nummer har {telefon.WANTED}")
    return found or ""


def _duty(f: Fields, languages: tuple[str, ...]) -> Duty | None:
    group = f.group("vakt")
    if group is None:
        return None
    group.known("telefon", "nar")
    phone = _phone(group)
    when = group.lang("nar", languages)
    return Duty(phone, when) if phone else None


def _contacts(f: Fields, languages: tuple[str, ...]) -> tuple[Contact, ...]:
    groups = f.groups("kontakter")
    if len(groups) > MAX_CONTACTS:
        f.wrong("kontakter", f"Bruk høyst {MAX_CONTACTS} kontakter, så finner folk fram")
    found = [_contact(group, number, languages) for number, group in enumerate(groups[:MAX_CONTACTS], 1)]
    return tuple(c for c in found if c is not None)


def _contact(f: Fields, number: int, languages: tuple[str, ...]) -> Contact | None:
    f.known("navn", "telefon", "nar")
    phone, texts = _phone(f), {}
    for key in ("navn", "nar"):
        if key not in f:
            f.wrong(None, f"en kontakt mangler «{key}»")
        texts[key] = f.lang(key, languages)
    name, when = texts["navn"], texts["nar"]
    return Contact(f"egen_{number}", name, phone, when) if phone and isinstance(name, Text) and isinstance(when, Text) else None


def _areas_off(f: Fields) -> tuple[str, ...]:
    found = f.texts("omrader_av")
    for area in found:
        if area in NEVER_OFF:
            f.wrong("omrader_av", f"området «{area}» kan ikke slås av: {NEVER_OFF[area]}")
        elif area not in AREA_IDS:
            allowed = ", ".join(sorted(set(AREA_IDS) - set(NEVER_OFF)))
            f.wrong("omrader_av", f"området «{area}» finnes ikke. Disse kan slås av: {allowed}")
    return tuple(a for a in found if a in AREA_IDS and a not in NEVER_OFF)


def _colours(f: Fields) -> dict[str, str]:
    group = f.group("farger")
    if group is None:
        return {}
    group.known(*farger.ON)
    found = {key: group.text(key).lower() for key in farger.ON if key in group}
    for key, colour in found.items():
        if not farger.is_hex(colour):
            group.wrong(key, f"«{colour}» er ingen farge. Skriv den som #0b5c66, i anførselstegn")
        elif (ratio := farger.contrast(colour, farger.ON[key])) < farger.ENOUGH:
            text = {"aksent": "Velg en mørkere farge", "aksent_mork": "Velg en lysere farge"}[key]
            measured = f"{int(ratio * 100) / 100:.2f}".replace(".", ",")
            group.wrong(key, f"teksten {farger.ON[key]} på «{colour}» har kontrast {measured}:1, og den må være minst 4,5:1. {text}")
    return found


def _logo(f: Fields, folder: Path) -> Path | None:
    if not (written := f.text("logo")):
        return None
    path = folder / written
    try:
        size = path.stat().st_size if path.is_file() else 0
        inside = path.resolve().is_relative_to(folder.resolve())
        pixels = bilde.size(path.read_bytes()) if 0 < size <= MAX_LOGO else None
    except (OSError, ValueError):
        size, inside, pixels = 0, True, None
    if path.suffix.lower() not in LOGOS:
        f.wrong("logo", "logoen må være .svg, .png eller .jpg")
    elif not size:
        f.wrong("logo", f"finner ikke logoen «{written}». Stien regnes fra mappen som tjeneste.yml ligger i")
    elif size > MAX_LOGO:
        f.wrong("logo", "logoen er for stor. Bruk høyst 200 kB")
    elif not inside:
        f.wrong("logo", "logoen må ligge i samme mappe som tjeneste.yml, eller i en mappe under den")
    elif path.suffix.lower() != ".svg" and (pixels is None or max(pixels) > MAX_PIXELS):
        f.wrong("logo", f"logoen er ikke et helt PNG- eller JPEG-bilde på høyst {MAX_PIXELS} punkter i hver retning. Lagre den på nytt fra et tegneprogram")
    else:
        return path
    return None


def _templates(f: Fields, folder: Path) -> dict[str, Template]:
    """The service's own documents. A fault in one of them names the file, and nothing is used."""
    if not (written := f.text("dokumentmaler")):
        return {}
    place = folder / written
    if not place.is_dir():
        f.wrong("dokumentmaler", f"finner ikke mappen «{written}». Stien regnes fra mappen som tjeneste.yml ligger i")
        return {}
    try:
        found = dokumentmal.load_folder(place)
        for template in found.values():
            dokumentmal.check(guide.load(), template)
    except DataError as error:
        text = str(error).removeprefix(f"{error.path}:{error.line}: ")
        f.wrong("dokumentmaler", f"malen {error.path.name}, linje {error.line}: {text}")
        return {}
    except OSError:
        f.wrong("dokumentmaler", f"malene i «{written}» kan ikke leses. Sjekk at du har tilgang til filene")
        return {}
    return found


def _numbers(f: Fields, key: str, names: tuple[str, ...], high: int, what: str, *others: str) -> dict[str, int]:
    """Whole numbers by name, from 1 to `high`."""
    group = f.group(key)
    if group is None:
        return {}
    group.known(*names, *others)
    found = {name: group.whole(name, 1, high, what) for name in names if name in group}
    return {name: value for name, value in found.items() if value is not None}


def _alerting(f: Fields) -> tuple[str, tuple[str, ...], tuple[str, int] | None, dict[str, int], bool]:
    """(webhook, e-mail addresses, SMTP host and port, minutes by level, whether they run day and night)."""
    minutes = _numbers(f, "varsling", LEVELS[1:], MAX_MINUTES, "minutter", "webhook", "epost", "smtp", "hele_dognet")
    group = f.group("varsling")
    if group is None:
        return "", (), None, minutes, False
    webhook, emails, smtp = adresser.webhook(group), adresser.emails(group), adresser.smtp(group)
    if emails and smtp is None:
        group.wrong("epost", "«epost» trenger «smtp»: tjeneren som sender, som smtp.kommune.no:587")
    ranks = [minutes[level] for level in LEVELS[1:] if level in minutes]
    if ranks != sorted(ranks, reverse=True):
        group.wrong(None, "det som haster mest, må ha kortest tid: akutt kortest, så hoy, så avklar")
    return webhook, emails, smtp, minutes, group.flag("hele_dognet", False)
