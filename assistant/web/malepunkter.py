"""Measuring points for Prometheus, in a registry of their own. Labels are codes, never a case."""

from __future__ import annotations

import logging
from datetime import datetime

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from assistant.dialogue import hendelser
from assistant.domain.case import LEVELS
from assistant.store.base import Store

SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
OUTCOMES = ("svar", "trygg", "feil")
FAILURES = ("tur", "handling", "analyse", "sikkerhetssteg", "lager", "uventet")


class Metrics(logging.Handler):
    """Counts what `dialogue.hendelser` says has happened, but never in made-up cases. `listen` begins it, `close` ends it."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.registry = CollectorRegistry()
        r = self.registry
        self.turns = Histogram("kartlegging_turn_seconds", "Tiden en tur tar, etter utfall", ["outcome"], buckets=SECONDS, registry=r)
        self.started = Counter("kartlegging_talks_started", "Samtaler som er startet", ["mode"], registry=r)
        self.finished = Counter("kartlegging_talks_finished", "Samtaler som er avsluttet", ["status"], registry=r)
        self.dangers = Counter("kartlegging_danger_turns", "Turer med tegn på fare, etter nivå", ["level"], registry=r)
        self.failures = Counter("kartlegging_failures", "Feil, etter slag", ["kind"], registry=r)
        self.alerts = Gauge("kartlegging_alerts_open", "Varsler ingen har kvittert for", ["level"], registry=r)
        self.oldest = Gauge("kartlegging_alert_oldest_seconds", "Alderen på det eldste åpne varselet", ["level"], registry=r)
        self.classifier = Gauge("kartlegging_classifier_on", "1 når risikoklassifikatoren leser, ellers 0", registry=r)
        self._begin()

    def _begin(self) -> None:
        """Every series is there from the start, so that a rate has something to count from."""
        for outcome in OUTCOMES:
            self.turns.labels(outcome)
        for kind in FAILURES:
            self.failures.labels(kind)

    def listen(self) -> None:
        """Hear every event in this process from now on."""
        hendelser.logger.setLevel(logging.INFO)
        hendelser.logger.addHandler(self)

    def close(self) -> None:
        hendelser.logger.removeHandler(self)
        super().close()

    def emit(self, record: logging.LogRecord) -> None:
        data = getattr(record, "hendelse", {})
        if data.get("demo"):
            return
        match data.get("event"):
            case "start":
                self.started.labels(data["modus"]).inc()
            case "tur":
                self.turns.labels(data["utfall"]).observe(data["ms"] / 1000)
            case "fare":
                self.dangers.labels(data["niva"]).inc()
            case "slutt":
                self.finished.labels(data["status"]).inc()
            case "feil":
                self.failures.labels(data["hva"]).inc()

    def text(self, store: Store, now: datetime, classifier: bool) -> bytes:
        """Everything in Prometheus' text form. Raises StoreError when the alerts cannot be read."""
        waiting: dict[str, list[float]] = {level: [] for level in LEVELS[1:]}
        for alert in (a for a in store.alerts() if not a["demo"]):
            waiting.setdefault(alert["level"], []).append((now - datetime.fromisoformat(alert["at"])).total_seconds())
        for level, ages in waiting.items():
            self.alerts.labels(level).set(len(ages))
            self.oldest.labels(level).set(max(0.0, *ages) if ages else 0.0)
        self.classifier.set(int(classifier))
        return generate_latest(self.registry)
