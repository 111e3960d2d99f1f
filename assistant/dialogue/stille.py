"""Quiet logs: nothing a person writes may reach a log. Call `quiet()` before anything of Rasa is used."""

from __future__ import annotations

import logging
import os
import warnings


def quiet(level: int = logging.ERROR) -> None:
    """Telemetry off, no warnings of libraries to the terminal; Rasa, its libraries and TensorFlow only above `level`.

    The loggers that print messages or slot values (leading slash, unlisted categorical values) are shut altogether.
    """
    os.environ["RASA_TELEMETRY_ENABLED"] = "false"
    os.environ["LOG_LEVEL"] = "ERROR"     # also shuts Rasa's progress bars
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")
    warnings.showwarning = lambda *args, **kwargs: None  # type: ignore[assignment]
    from rasa.utils.log_utils import configure_structlog

    configure_structlog(level)
    for name in ("rasa", "rasa_sdk", "apscheduler", "matplotlib", "tensorflow", "asyncio", "sanic", "aiohttp"):
        logging.getLogger(name).setLevel(level)
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)


_TALKATIVE = (
    "rasa.core.processor", "rasa.core.actions.action", "rasa.core.actions.forms", "rasa.shared.core.slots",
    "rasa.shared.core.trackers", "rasa.shared.nlu.training_data.message", "rasa.core.policies.rule_policy", "rasa_sdk.executor",
    "rasa_sdk.forms", "rasa_sdk.interfaces", "rasa.core.agent",
)
