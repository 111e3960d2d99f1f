"""What may be sent to the API and what comes back, as FastAPI checks and documents it."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator
from pydantic_core import PydanticCustomError

SAME = "Klientens egen id. Samme id gir samme svar."
ClientId = Annotated[str | None, Field(default=None, min_length=1, max_length=100, description=SAME)]

Finite = Annotated[float, Field(ge=-100_000, le=100_000, allow_inf_nan=False)]
ItemId = Annotated[str, Field(max_length=10)]


class Body(BaseModel):
    """Unknown keys are ignored, so that a newer client may talk with an older service."""

    model_config = ConfigDict(extra="ignore")

    @field_validator("*", mode="after")
    @classmethod
    def _writable(cls, value: Any) -> Any:
        """Half a character (a lone surrogate) can be sent in JSON, but not be stored."""
        texts = (value,) if isinstance(value, str) else (*value, *value.values()) if isinstance(value, dict) else ()
        if any("\ud800" <= c <= "\udfff" for text in texts if isinstance(text, str) for c in text):
            raise PydanticCustomError("string_unicode", "unreadable")
        return value


class Start(Body):
    """Without a language or a depth the service's own are used."""

    mode: Literal["self", "guided"] = "self"
    language: Literal["nb", "nn", "en"] = "nb"
    depth: Literal["short", "normal", "thorough"] = "normal"
    unit: str = Field(default="", description="Enheten samtalen er til. Er den ukjent, ser alle enheter samtalen.")


class Said(Body):
    """Exactly one of text and choice."""

    client_id: ClientId
    text: str | None = None
    choice: Annotated[str | None, Field(default=None, max_length=2000, description="Koden til et valg; flere koder med komma mellom.")]


class Sharing(Body):
    withhold: Annotated[list[Annotated[str, Field(max_length=60)]], Field(default=[], max_length=40, description="Områder som ikke deles.")]
    client_id: ClientId


class WithCode(Body):
    code: str = Field(description="Koden, uansett store og små bokstaver, mellomrom og bindestreker.")


class Choosing(Body):
    pathway: Annotated[int, Field(ge=1, le=3, description="Hovedforløp 1, 2 eller 3.")]
    reason: Annotated[str, Field(default="", max_length=4000, description="Må fylles ut når valget avviker fra forslaget.")]


class PersonWritten(Body):
    given_name: str = Field(default="", max_length=200)
    family_name: str = Field(default="", max_length=200)
    number: str = Field(default="", max_length=40, description="Med eller uten mellomrom.")
    gp: str = Field(default="", max_length=200, description="Fastlegen.")


class PersonInfo(BaseModel):
    """`kind` er fnr, dnr, fhn, duf eller tom. `synthetic` er nummer som ikke tilhører noen."""

    given_name: str
    family_name: str
    number: str
    gp: str
    by: str
    at: str
    kind: str
    synthetic: bool


class Handover(Body):
    to: Annotated[str, Field(min_length=1, max_length=60, description="Navnet på kollegaen.")]


class NewMeasurement(Body):
    """A form from paper or from the talk: the answers by item («1», «2» …), or only the total."""

    id: Annotated[str, Field(default="", pattern="^([0-9a-f]{16})?$", description="16 tegn, 0-9 og a-f. Samme id igjen retter målingen.")]
    instrument: Annotated[str, Field(min_length=1, max_length=60, description="Id-en til skjemaet, som phq-9.")]
    answers: Annotated[dict[ItemId, Finite | None], Field(default={}, max_length=200, description="Svar etter spørsmål. null: ikke besvart.")]
    words: Annotated[dict[ItemId, Annotated[str, Field(max_length=500)]],
                     Field(default={}, max_length=200, description="Personens egne ord etter spørsmål, som målene i PSFS.")]
    total: Annotated[Finite | None, Field(default=None, description="Bare poengsummen, når svarene ikke er her.")]
    sex: Annotated[Literal["", "kvinne", "mann"], Field(default="", description="Bare når en grense avhenger av kjønn.")]
    source: Literal["samtale", "papir"] = "papir"


class Choice(BaseModel):
    code: str
    label: str


class Contact(BaseModel):
    name: str
    phone: str


class Message(BaseModel):
    """One bubble. `kind` is info, question, safety, summary or closing; text or choice for what a person sent."""

    id: int | str
    kind: str
    text: str
    area: str = ""
    question: str = ""
    choices: list[Choice] = []
    answer: str = ""
    why: str = ""
    listen_for: str = ""
    contacts: list[Contact] = []
    who: str = "assistent"


class Progress(BaseModel):
    answered: int
    total: int
    percent: int
    label: str


class Area(BaseModel):
    id: str
    title: str
    answered: bool = False


class Reach(BaseModel):
    """How the person can be reached, in own words, and the question whose answer is corrected to change it."""

    text: str
    question: str


class Reply(BaseModel):
    """`areas` is filled in a guided talk: what the worker may go to. `contact` is for the person alone, once she has said yes to the talk."""

    messages: list[Message]
    progress: Progress
    status: str
    language: str = "nb"
    areas: list[Area] = []
    contact: Reach | None = None


class Started(Reply):
    """`token` is shown this once."""

    id: str
    token: str


class Resumed(Reply):
    id: str
    mode: str
    depth: str


class Reopened(Resumed):
    """`token` is new and shown this once; the one before it has ended."""

    token: str


class NewCode(BaseModel):
    """`code` is shown this once. `replaced` says that the talk had another, which no longer works."""

    code: str
    replaced: bool


class CodeMade(BaseModel):
    """When the code was made; null without one."""

    at: str | None


class SummaryAnswer(BaseModel):
    question: str
    text: str


class SummaryPoint(BaseModel):
    area: str
    title: str
    text: str
    answers: list[SummaryAnswer]
    withheld: bool = False


class SummaryGoal(BaseModel):
    """An own goal in the person's words, and how well it goes now from 0 to 10, when that was given."""

    text: str
    now: float | None = None


class SummaryForm(BaseModel):
    """That a form was answered, all of it or some. Never what was answered, and no score."""

    id: str
    title: str
    complete: bool


class Summary(BaseModel):
    """The person's own words by area. Never a pathway, never an interpretation."""

    id: str
    language: str
    status: str
    points: list[SummaryPoint]
    goals: list[SummaryGoal] = []
    forms: list[SummaryForm] = []
    extra: str = ""
    plan: list[str] = []
    contact: str = ""
    withheld: list[str] = []
    shared: bool | None = None


class ServiceContact(BaseModel):
    """`name` and `when` by language."""

    id: str
    name: dict[str, str]
    phone: str
    when: dict[str, str]


class ServiceInfo(BaseModel):
    """What a chat needs to know before a talk. Texts are by language; those about the opening are empty while it is open."""

    name: str
    municipality: str
    unit: str
    reader: dict[str, str]
    languages: list[str]
    depth: str
    colours: dict[str, str]
    logo: str
    contacts: list[ServiceContact]
    open: bool | None
    opens_at: str | None
    opens: dict[str, str]
    hours: dict[str, str]
    outside: dict[str, str]


class Alert(BaseModel):
    id: int
    case_id: str
    category: str
    level: str
    subject: str
    at: str
    acknowledged_by: str | None = None
    acknowledged_at: str | None = None
    assigned_to: str | None = None
    assigned_by: str | None = None
    assigned_at: str | None = None
    unanswered_at: str | None = None
    demo: bool = False
    kind: str = "kartlegging"
    wants_call: bool = False


class CaseLine(BaseModel):
    id: str
    mode: str
    language: str
    depth: str
    status: str
    created: str
    updated: str
    worst_level: str
    demo: bool = False
    kind: str = "kartlegging"
    follows: str = ""


class Measurement(BaseModel):
    """A filled-in form with its score. A score is never a diagnosis. Sentences are in bokmål."""

    id: str
    instrument: str
    title: str
    version: str
    at: str
    by: str
    source: str
    status: str
    sex: str
    answers: dict[str, float | None]
    words: dict[str, str]
    total: float | None
    only_total: bool
    missing: list[str]
    sex_open: bool
    limits: list[dict[str, Any]]
    risks: list[dict[str, Any]]
    change: dict[str, Any] | None
    result_text: list[str]
    limit_text: list[str]
    filled_text: str
    change_text: list[str]


class InstrumentInfo(BaseModel):
    """A form: its range, limits with source, licence, and whether its texts are in place. Texts are by language."""

    id: str
    version: str
    area: str
    title: dict[str, str]
    about: dict[str, str]
    window: dict[str, str]
    low: float
    high: float
    better: str
    by_sex: bool
    readable: bool
    items: list[dict[str, Any]]
    limits: list[dict[str, Any]]
    risks: list[dict[str, Any]]
    change: dict[str, Any] | None
    source: str
    sure: str
    licence: dict[str, str]
    note: dict[str, str]


class Statistics(BaseModel):
    """Counts only. `follow_ups` are among `total`; `relatives` are talks with next of kin, and are not."""

    total: int
    by_status: dict[str, int]
    by_mode: dict[str, int]
    by_level: dict[str, int]
    open_alerts: int
    follow_ups: int = 0
    relatives: int = 0


class Problem(BaseModel):
    """RFC 9457. `errors` names the fields that must be put right, `help` the numbers to ring when we fail."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[dict[str, Any]] = []
    help: list[str] = []


PROBLEMS: dict[int | str, dict[str, Any]] = {
    code: {"model": Problem, "content": {"application/problem+json": {}}, "description": text}
    for code, text in (
        (401, "Nøkkel mangler"), (404, "Finnes ikke"), (409, "Endret, eller kan ikke lages nå"), (410, "Åpnet et annet sted"), (413, "For langt"),
        (422, "Noe må rettes"), (503, "Feil hos oss"),
    )
}
