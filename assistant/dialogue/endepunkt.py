"""Actions in the same process: what Rasa would send to an action server is run here, with no HTTP between."""

from __future__ import annotations

import json
from typing import Any

from rasa.core.actions.action import RemoteAction
from rasa.utils.endpoints import ClientResponseError, EndpointConfig
from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionExecutionRejection

from assistant.actions import ALL
from assistant.dialogue import hendelser


class InProcess(EndpointConfig):
    """An action endpoint that calls the actions. A failing action never drops the form: it gives an empty reply."""

    def __init__(self) -> None:
        super().__init__(url="in-process")
        self._executor = ActionExecutor()
        for action in ALL:
            self._executor.register_action(action)
        self.failed: set[str] = set()

    async def request(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The reply of one action. Rejections are mapped as a server would; every other error is noted by sender."""
        call = kwargs["json"]
        try:
            result = await self._executor.run(call)
            return result or {"events": [], "responses": []}
        except ActionExecutionRejection as error:
            body = json.dumps({"error": str(error), "action_name": error.action_name})
            raise ClientResponseError(400, "rejected", body) from error
        except Exception as error:
            hendelser.failed("handling", error, call["sender_id"], navn=str(call.get("next_action")))
            self.failed.add(call["sender_id"])
            return {"events": [], "responses": []}


def trust_own_actions() -> None:
    """Rasa checks every reply against a JSON schema, 27 ms a time. These replies are made by our own code in this process."""
    RemoteAction._validate_action_result = lambda self, result: isinstance(result, dict)  # type: ignore[method-assign]
