"""rasa_sdk actions: small adapters from tracker to domain and back. `rasa run actions --actions assistant.actions` finds them."""

from assistant.actions.gang import ActionFortsett, ActionPause, ActionStopp, ActionVelkommen
from assistant.actions.skjema import ActionAskSvar, ActionAvslutt, ValidateSamtaleForm
from assistant.actions.sporsmal import ActionGjenta, ActionHjelp, ActionHvorfor, ActionMenneske, ActionPersonvern
from assistant.actions.styring import ActionBytt, ActionHoppOver, ActionRettSvar, ActionRisiko, ActionTilbake
from assistant.actions.uforstatt import ActionUforstatt

ALL = (
    ActionVelkommen, ActionStopp, ActionPause, ActionFortsett, ValidateSamtaleForm, ActionAskSvar, ActionAvslutt, ActionHvorfor,
    ActionHjelp, ActionPersonvern, ActionMenneske, ActionGjenta, ActionUforstatt, ActionRisiko, ActionTilbake, ActionHoppOver,
    ActionBytt, ActionRettSvar,
)
