"""The hash chain: a log that was changed behind the program's back is found out."""

from __future__ import annotations

import sqlite3

import pytest
from sqlite_utils import Database

from assistant.domain.case import Case
from assistant.store import StoreError, kjede, open_store
from assistant.store.migrations import migrations


@pytest.fixture
def tampered(store, path, now):
    """A log of six lines that somebody with the file has changed; gives the check."""
    store.create(Case("a", created=now, updated=now), "h", [], now)
    for n in range(5):
        store.log("kari", "lest", "a", now, f"tur={n}")

    def change(*statements: str) -> kjede.Chain:
        with sqlite3.connect(path) as outside:
            for trigger in ("audit_no_update", "audit_no_delete"):
                outside.execute(f"DROP TRIGGER {trigger}")
            for statement in statements:
                outside.execute(statement)
        return store.check_log()

    return change


def test_chain_when_nothing_is_changed_then_whole(store, tampered):
    assert tampered().fault == ""
    assert str(store.check_log()).startswith("Loggen er hel: 6 linjer")


def test_chain_when_log_is_empty_then_whole(store):
    assert store.check_log() == kjede.Chain(0, kjede.START)


@pytest.mark.parametrize("column", ["at", "actor", "action", "case_hash", "detail"])
def test_chain_when_a_field_is_changed_then_the_line_is_named(tampered, column):
    assert "Linje 3 er endret" in tampered(f"UPDATE audit SET {column} = 'ola' WHERE id = 3").fault


def test_chain_when_a_line_is_changed_with_a_new_hash_then_the_next_does_not_fit(tampered, store):
    previous = store._db.execute("SELECT hash FROM audit WHERE id = 2").fetchone()[0]
    row = store._db.execute("SELECT at, action, case_hash, detail FROM audit WHERE id = 3").fetchone()
    forged = kjede.link(previous, 3, [row[0], "ola", *row[1:]])
    assert "Linje 4" in tampered(f"UPDATE audit SET actor = 'ola', hash = '{forged}' WHERE id = 3").fault


@pytest.mark.parametrize(("gone", "sentence"), [("3", "Linje 3 er fjernet"), ("2, 3, 4", "Linjene 2 til 4 er fjernet"), ("1", "Linje 1 er fjernet")])
def test_chain_when_lines_are_removed_in_the_middle_then_they_are_named(tampered, gone, sentence):
    assert sentence in tampered(f"DELETE FROM audit WHERE id IN ({gone})").fault


@pytest.mark.parametrize(("gone", "sentence"), [("6", "den siste linjen mangler etter linje 5"), ("4, 5, 6", "de siste 3 linjene mangler etter linje 3"),
                                                ("1, 2, 3, 4, 5, 6", "de siste 6 linjene mangler")])
def test_chain_when_the_end_is_cut_then_said(tampered, gone, sentence):
    assert sentence in tampered(f"DELETE FROM audit WHERE id IN ({gone})").fault


def test_chain_when_a_line_is_slipped_in_then_found(tampered):
    fault = tampered("INSERT INTO audit (id, at, actor, action, case_hash, detail) VALUES (7, 'x', 'ola', 'lest', '', '')").fault
    assert "Linje 7" in fault


def test_chain_when_the_head_is_removed_then_said(tampered):
    assert "Hodet" in tampered("DELETE FROM audit_head").fault


def test_chain_when_the_end_and_the_head_are_cut_then_a_head_kept_elsewhere_shows_it(tampered, store):
    noted = store.check_log().head
    assert store.check_log(noted).fault == ""
    cut = tampered("DELETE FROM audit WHERE id = 6", "UPDATE audit_head SET id = 5, hash = (SELECT hash FROM audit WHERE id = 5)")
    assert cut.fault == ""
    assert "skrevet ned før" in store.check_log(noted).fault


def test_chain_when_a_transaction_fails_then_its_line_leaves_no_hole(store, now):
    store.log("kari", "lest", None, now)

    def half() -> None:
        with store._writing() as db:
            kjede.append(db, dict.fromkeys(kjede.FIELDS, "x"))
            raise StoreError("stopp")

    with pytest.raises(StoreError, match="stopp"):
        half()
    store.log("kari", "lest", None, now)
    assert [line["id"] for line in store.audit()] == [1, 2]
    assert store.check_log().fault == ""


def test_chain_when_file_is_from_before_it_then_old_lines_are_in_it_and_stay_unchangeable(tmp_path, now):
    path = tmp_path / "gammel.db"
    old = Database(path)
    migrations.apply(old, stop_before="005_tilgang")
    for n in range(3):
        old.table("audit").insert({"at": now, "actor": "kari", "action": "lest", "case_hash": "", "detail": f"tur={n}"})
    old.close()
    store = open_store(path)
    store.log("kari", "lest", None, now)
    assert str(store.check_log()).startswith("Loggen er hel: 4 linjer")
    for change in ("UPDATE audit SET actor = 'ola' WHERE id = 1", "DELETE FROM audit WHERE id = 1"):
        with pytest.raises(sqlite3.IntegrityError, match="Loggen kan ikke endres"):
            store._db.execute(change)
    store.close()
