"""What may be sent to the API and what comes back, as FastAPI checks and documents it."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator
from pydantic_core import PydanticCustomError

SAME = "Klientens egen id. Samme id gir samme svar."
ClientId = Annotated[str | None, Field(default=None, min_length=1, max_length=100, description=SAME)]


class Body(BaseModel):
    """Unknown keys are ignored, so that a newer client may talk with an older service."""

    model_config = ConfigDict(extra="ignore")

    @field_validator("*", mode="after")
    @classmethod
    def _writable(cls, value: Any) -> Any:
        """Half a character (a lone surrogate) can be sent in JSON, but not be stored."""
        if isinstance(value, str) and any("\ud800" <= c <= "\udfff" for c in value):
            raise PydanticCustomError("string_unicode", "unreadable")
        return value


class Start(Body):
    """Without a language or a depth the service's own are used."""

    mode: Literal["self", "guided"] = "self"
    language: Literal["nb", "nn", "en"] = "nb"
    depth: Literal["short", "normal", "thorough"] = "normal"
    unit: str = Field(default="", max_length=60, description="Enheten samtalen er til. Er den ukjent, ser alle enheter samtalen.")


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


class FollowUpStart(Body):
    """Without a language, that of the talk before."""

    mode: Literal["self", "guided"] = "guided"
    language: Literal["nb", "nn", "en"] | None = None


class RelativeStart(Body):
    mode: Literal["self", "guided"] = "guided"
    language: Literal["nb", "nn", "en"] | None = None
    relation: Annotated[str, Field(default="", max_length=80, description="Hvem den pårørende er, for eksempel mor.")]


class Asked(Body):
    given: bool = Field(description="Om personen sa ja til at tjenesten snakker med pårørende.")
    how: Annotated[str, Field(min_length=1, max_length=500, description="Hvordan det ble sagt, for eksempel muntlig i møte.")]
    who: Annotated[str, Field(default="", max_length=200, description="Hvem det gjelder, og hva som ikke skal tas opp.")]
    on: date | None = Field(default=None, description="Dagen det ble sagt. I dag når den ikke er oppgitt.")


class Choosing(Body):
    pathway: Annotated[int, Field(ge=1, le=3, description="Hovedforløp 1, 2 eller 3.")]
    reason: Annotated[str, Field(default="", max_length=4000, description="Må fylles ut når valget avviker fra forslaget.")]


class Handover(Body):
    to: Annotated[str, Field(min_length=1, max_length=60, description="Navnet på kollegaen.")]


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


class Reply(BaseModel):
    """`areas` is filled in a guided talk: what the worker may go to."""

    messages: list[Message]
    progress: Progress
    status: str
    language: str = "nb"
    areas: list[Area] = []


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


class StartCode(BaseModel):
    """`code` is shown this once, works once, and not after `ends`."""

    code: str | None
    ends: str | None


class Begun(StartCode):
    """A new talk. `code` is for the one who is to open it; null when a worker leads it."""

    id: str
    kind: str
    mode: str
    language: str


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


class Summary(BaseModel):
    """The person's own words by area. Never a pathway, never an interpretation."""

    id: str
    language: str
    status: str
    points: list[SummaryPoint]
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
        (401, "Nøkkel mangler"), (404, "Finnes ikke"), (410, "Åpnet et annet sted"), (413, "For langt"), (422, "Noe må rettes"),
        (503, "Feil hos oss"),
    )
}
