"""What the console adds to the store: alerts that change hands, notices, edits, and what the inbox shows."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from sqlite_utils import Database

from assistant.domain.case import Case
from assistant.domain.plan import Check, Plan
from assistant.store import alerts, audit, cases, eksport, koblinger, planer, retention, rettinger, varslinger
from assistant.store.eksport import Approval, Export
from assistant.store.errors import UnknownCase
from assistant.store.rettinger import Edit
from assistant.store.transactions import Transactions

SYSTEM = "system"
LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "Æ": "Ae", "Ø": "Oe", "Å": "Aa"})


@dataclass(frozen=True)
class Standing:
    """A case as the workers have left it. `approval` is None when it is not approved as it stands; `position` is eksport.position as text."""

    case: Case
    approval: Approval | None
    edits: int
    position: str


class WorkStore(Transactions):
    """Part of `Store`; the same promises hold."""

    def load_corrected(self, case_id: str) -> Case | None:
        """The case as the workers have left it, with the relatives' talks; None when it does not exist. Never commit a turn with it."""
        with self._reading() as db:
            case = cases.load(db, case_id)
            if case is None:
                return None
            return replace(rettinger.apply(case, rettinger.read(db, case_id)), relatives=tuple(koblinger.relatives(db, case_id)))

    def edits(self, case_id: str) -> list[Edit]:
        """Every edit of a case, in order."""
        with self._reading() as db:
            return rettinger.read(db, case_id)

    def edit(self, case_id: str, change: Edit, actor: str, now: str) -> None:
        """One edit and its log line in one transaction; what was changed is not logged. StoreError on an unknown case."""
        with self._writing() as db:
            rettinger.insert(db, case_id, replace(change, actor=actor, at=now))
            audit.append(db, actor, "godkjent" if change.kind == "godkjent" else "rettet", case_id, now, f"slag={change.kind}")

    def measure(self, case_id: str, take: Callable[[Case], None], actor: str, now: str, detail: str) -> None:
        """What a worker enters from a form: `take` adds to the case as it stands, and alerts go out, in one transaction with the log line.

        Nothing that was answered is logged. Raises UnknownCase.
        """
        retention.read_time(now)
        with self._writing() as db:
            case = cases.load(db, case_id)
            if case is None:
                raise UnknownCase
            before = list(case.risks)
            take(case)
            cases.update(db, case, now)
            audit.append(db, actor, "skjema", case_id, now, detail)
            alerts.tell(db, case, before, now)

    def save_plan(self, case_id: str, plan: Plan, seen: int, actor: str, now: str) -> Plan | None:
        """The next version and its log line in one transaction. None, and nothing saved, when there are others than the `seen` first.

        Raises UnknownCase.
        """
        with self._writing() as db:
            saved = planer.insert(db, case_id, plan, seen, actor, now)
            if saved is not None:
                audit.append(db, actor, "plan_lagret", case_id, now, f"versjon={saved.version}")
            return saved

    def check_off(self, case_id: str, checks: list[Check], actor: str, now: str) -> None:
        """Notes at a checklist and one log line in one transaction. Raises UnknownCase."""
        with self._writing() as db:
            planer.check_off(db, case_id, checks, actor, now)
            audit.append(db, actor, "sjekkliste_fort", case_id, now, f"antall={len(checks)}")

    def approve(self, case_id: str, actor: str, now: str) -> None:
        """The case as it stands is approved, with a log line, in one transaction. Raises UnknownCase."""
        with self._writing() as db:
            case = cases.load(db, case_id)
            if case is None:
                raise UnknownCase
            about = {"turn": case.turn, "decisions": len(case.decisions), "measurements": len(case.measurements),
                     "position": eksport.as_text(eksport.position(db, case_id))}
            rettinger.insert(db, case_id, Edit("godkjent", after=about, actor=actor, at=now))
            audit.append(db, actor, "godkjent", case_id, now, "slag=godkjent")

    def standing(self, case_id: str) -> Standing | None:
        """The case with whether it is approved and how far it has come, as one and the same state; None when it does not exist."""
        with self._reading() as db:
            case = cases.load(db, case_id)
            if case is None:
                return None
            changes, position = rettinger.read(db, case_id), eksport.as_text(eksport.position(db, case_id))
            approval = Approval(changes[-1].actor, changes[-1].at) if rettinger.approved(db, case_id) else None
            about = replace(rettinger.apply(case, changes), relatives=tuple(koblinger.relatives(db, case_id)))
            return Standing(about, approval, eksport.edits(db, case_id), position)

    def keep_export(self, case_id: str, export: Export, actor: str, now: str) -> None:
        """Note a document that is taken out, with a log line, in one transaction. Raises UnknownCase when the case is gone."""
        with self._writing() as db:
            if not cases.exists(db, case_id):
                raise UnknownCase
            eksport.insert(db, case_id, replace(export, actor=actor, at=now))
            draft = ",utkast" if export.draft else ""
            audit.append(db, actor, "eksport", case_id, now, f"format={export.format}{draft},sha256={export.sha256}")

    def exports(self, case_id: str) -> list[Export]:
        """What has been taken out of a case, the newest first."""
        with self._reading() as db:
            return eksport.read(db, case_id)

    def approved(self) -> set[str]:
        """The cases that are approved and have not been changed since."""
        with self._reading() as db:
            return rettinger.approved(db)

    def hand_over(self, alert_id: int, to: str, actor: str, now: str) -> bool:
        """Leave an alert to a named colleague, with a log line, in one transaction. False when unknown."""
        return self._on_alert(lambda db: alerts.hand_over(db, alert_id, to, actor, now), "varsel_overlevert", f"varsel={alert_id},til={code(to)}", actor, now)

    def give_back(self, alert_id: int, actor: str, now: str) -> bool:
        """Undo an acknowledgement, with a log line, in one transaction. False when unknown, or when nobody has it."""
        return self._on_alert(lambda db: alerts.give_back(db, alert_id, actor, now), "varsel_gitt_tilbake", f"varsel={alert_id}", actor, now)

    def _on_alert(self, change: Callable[[Database], str | None], action: str, detail: str, actor: str, now: str) -> bool:
        """A change that gives the case of the alert, or None, and its log line, in one transaction. False on None."""
        with self._writing() as db:
            case_id = change(db)
            if case_id is not None:
                audit.append(db, actor, action, case_id, now, detail)
            return case_id is not None

    def mark_unanswered(self, alert_id: int, channels: tuple[str, ...], now: str) -> bool:
        """Nobody answered in time: mark it and put a notice in each channel, in one transaction. False when somebody did."""
        with self._writing() as db:
            case_id = alerts.mark_unanswered(db, alert_id, now)
            if case_id is None:
                return False
            audit.append(db, SYSTEM, "varsel_ubesvart", case_id, now, f"varsel={alert_id}")
            for channel in channels:
                varslinger.insert(db, alert_id, channel, now)
            return True

    def claim_notices(self, now: str, until: str) -> list[dict[str, Any]]:
        """Notices to try now: id, alert_id, channel, attempts (this one counted), case_id, level, at."""
        with self._writing() as db:
            return varslinger.claim(db, now, until)

    def settle_notice(self, notice: dict[str, Any], status: str, error: str, next_at: str, now: str) -> None:
        """What came of a try, with a log line when it arrived or was given up."""
        with self._writing() as db:
            varslinger.settle(db, notice["id"], status, error, next_at)
            if status != "venter":
                audit.append(db, SYSTEM, f"varsling_{status}", notice["case_id"], now, f"varsel={notice['alert_id']},{notice['channel']}")

    def troubled_notices(self) -> list[dict[str, Any]]:
        """Notices of open alerts that have not arrived: id, alert_id, channel, status, attempts, error."""
        with self._reading() as db:
            return varslinger.troubled(db)

    def demo_cases(self) -> list[str]:
        """The ids of the made-up cases."""
        with self._reading() as db:
            return cases.demo(db)

    def answered_areas(self) -> dict[str, set[str]]:
        """The areas with an answer, by case."""
        with self._reading() as db:
            return cases.answered_areas(db)

    def read_by_workers(self, case_ids: list[str]) -> set[str]:
        """Those of the cases that a worker has read."""
        with self._reading() as db:
            known = audit.readers(db)
        return {case_id for case_id in case_ids if cases.id_hash(case_id) in known}

    def workers(self) -> list[str]:
        """Names that workers have gone by, the last seen first."""
        with self._reading() as db:
            return audit.workers(db)


def code(name: str) -> str:
    """A name as the log takes it: «Kåre Ås» becomes `Kaare_Aas`."""
    plain = unicodedata.normalize("NFKD", name.translate(LETTERS)).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9.-]+", "_", plain)[:60]
