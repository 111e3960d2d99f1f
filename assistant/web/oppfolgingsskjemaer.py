"""What may be sent to start a follow-up or a relative's talk, and what comes back, as FastAPI checks and documents it."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from assistant.web.skjemaer import Body


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
