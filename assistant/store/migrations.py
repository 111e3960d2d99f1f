"""The tables, as numbered steps. A step that has been released is never changed; a new need is a new step.

Everything about a case hangs on `cases` with ON DELETE CASCADE, so that deleting the case deletes all of it. Only
`audit` stands alone: it knows a case by the hash of its id and cannot be changed.
"""

from __future__ import annotations

from sqlite_utils import Database, Migrations

from assistant.store import kjede
from assistant.store.errors import StoreError

migrations = Migrations("kartlegging")

LISTS = ("answers", "findings", "risks", "consents", "decisions")
_OF_CASE = "case_id TEXT NOT NULL REFERENCES cases(id) ON DELETE CASCADE"


@migrations(name="001_sak")
def case_tables(db: Database) -> None:
    """The case, its token, and its append-only lists; a list item is JSON at a position."""
    db.execute(
        "CREATE TABLE cases (id TEXT PRIMARY KEY, id_hash TEXT NOT NULL UNIQUE, mode TEXT NOT NULL, language TEXT NOT NULL,"
        " depth TEXT NOT NULL, status TEXT NOT NULL, created TEXT NOT NULL, updated TEXT NOT NULL, turn INTEGER NOT NULL,"
        " worst_level TEXT NOT NULL, data TEXT NOT NULL)"
    )
    db.execute("CREATE INDEX cases_status ON cases(status, updated)")
    db.execute(f"CREATE TABLE tokens ({_OF_CASE}, token_hash TEXT NOT NULL, PRIMARY KEY (case_id))")
    for name in LISTS:
        db.execute(
            f"CREATE TABLE {name} ({_OF_CASE}, position INTEGER NOT NULL, data TEXT NOT NULL,"
            " PRIMARY KEY (case_id, position)) WITHOUT ROWID"
        )


@migrations(name="002_transkript")
def transcript_tables(db: Database) -> None:
    """What was said, and the replies kept for repeated requests. `id` has no type: it comes back as it was given."""
    db.execute(
        f"CREATE TABLE transcript (seq INTEGER PRIMARY KEY, {_OF_CASE}, id, turn INTEGER NOT NULL, who TEXT NOT NULL,"
        " kind TEXT NOT NULL, text TEXT NOT NULL, area TEXT NOT NULL, question TEXT NOT NULL, choices TEXT NOT NULL,"
        " at TEXT NOT NULL)"
    )
    db.execute("CREATE INDEX transcript_case ON transcript(case_id, seq)")
    db.execute(
        f"CREATE TABLE replies ({_OF_CASE}, client_id TEXT NOT NULL, reply TEXT NOT NULL, at TEXT NOT NULL,"
        " PRIMARY KEY (case_id, client_id))"
    )


@migrations(name="003_logg")
def audit_table(db: Database) -> None:
    """The log. The triggers also stop INSERT OR REPLACE, since sqlite-utils turns recursive_triggers on."""
    db.execute(
        "CREATE TABLE audit (id INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, actor TEXT NOT NULL,"
        " action TEXT NOT NULL, case_hash TEXT NOT NULL, detail TEXT NOT NULL)"
    )
    db.execute("CREATE INDEX audit_case ON audit(case_hash)")
    for change in ("UPDATE", "DELETE"):
        db.execute(
            f"CREATE TRIGGER audit_no_{change.lower()} BEFORE {change} ON audit"
            " BEGIN SELECT RAISE(ABORT, 'Loggen kan ikke endres'); END"
        )


@migrations(name="004_varsel")
def alert_table(db: Database) -> None:
    """Alerts to a worker. AUTOINCREMENT: the id of a deleted alert is never used again."""
    db.execute(
        f"CREATE TABLE alerts (id INTEGER PRIMARY KEY AUTOINCREMENT, {_OF_CASE}, category TEXT NOT NULL, level TEXT NOT NULL,"
        " subject TEXT NOT NULL, at TEXT NOT NULL, acknowledged_by TEXT, acknowledged_at TEXT)"
    )
    db.execute("CREATE INDEX alerts_case ON alerts(case_id)")


@migrations(name="005_tilgang")
def access_tables(db: Database) -> None:
    """Accounts, sessions, log-in attempts, the unit of a case, blålys, and the hash chain of the log, also over old lines."""
    db.execute(
        "CREATE TABLE accounts (id TEXT PRIMARY KEY, user_name TEXT NOT NULL UNIQUE, name TEXT NOT NULL, role TEXT NOT NULL,"
        " unit TEXT NOT NULL, password_hash TEXT NOT NULL, must_change INTEGER NOT NULL, totp_secret TEXT NOT NULL,"
        " totp_pending TEXT NOT NULL, totp_step INTEGER NOT NULL, active INTEGER NOT NULL, issuer TEXT, subject TEXT,"
        " created TEXT NOT NULL, UNIQUE (issuer, subject))"
    )
    db.execute(
        "CREATE TABLE sessions (token_hash TEXT PRIMARY KEY, account_id TEXT REFERENCES accounts(id), name TEXT NOT NULL,"
        " seen REAL NOT NULL, ends REAL NOT NULL)"
    )
    db.execute(
        "CREATE TABLE login_attempts (name_hash TEXT NOT NULL, known INTEGER NOT NULL, failed INTEGER NOT NULL, until REAL NOT NULL,"
        " at REAL NOT NULL, PRIMARY KEY (name_hash, known)) WITHOUT ROWID"
    )
    db.execute("ALTER TABLE cases ADD COLUMN unit TEXT NOT NULL DEFAULT ''")
    db.execute("CREATE INDEX cases_unit ON cases(unit)")
    db.execute(
        f"CREATE TABLE blaalys (id INTEGER PRIMARY KEY AUTOINCREMENT, {_OF_CASE}, account_id TEXT NOT NULL REFERENCES accounts(id),"
        " reason TEXT NOT NULL, at TEXT NOT NULL, ends REAL NOT NULL)"
    )
    db.execute("CREATE INDEX blaalys_case ON blaalys(case_id)")
    db.execute("CREATE TABLE audit_head (one INTEGER PRIMARY KEY CHECK (one = 1), id INTEGER NOT NULL, hash TEXT NOT NULL)")
    db.execute("ALTER TABLE audit ADD COLUMN hash TEXT NOT NULL DEFAULT ''")
    db.execute("DROP TRIGGER audit_no_update")
    kjede.chain_old(db)
    db.execute("CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'Loggen kan ikke endres'); END")


@migrations(name="006_konsoll")
def console_tables(db: Database) -> None:
    """Demo cases, whom an alert was handed to and that nobody answered, notices on their way out, and the workers' edits."""
    db.execute("ALTER TABLE cases ADD COLUMN demo INTEGER NOT NULL DEFAULT 0")
    for column in ("assigned_to", "assigned_by", "assigned_at", "unanswered_at"):
        db.execute(f"ALTER TABLE alerts ADD COLUMN {column} TEXT")
    db.execute(
        "CREATE TABLE notices (id INTEGER PRIMARY KEY AUTOINCREMENT, alert_id INTEGER NOT NULL REFERENCES alerts(id) ON DELETE CASCADE,"
        " channel TEXT NOT NULL, status TEXT NOT NULL, attempts INTEGER NOT NULL, next_at TEXT NOT NULL, error TEXT NOT NULL)"
    )
    db.execute("CREATE INDEX notices_due ON notices(status, next_at)")
    db.execute(
        f"CREATE TABLE edits (id INTEGER PRIMARY KEY AUTOINCREMENT, {_OF_CASE}, at TEXT NOT NULL, actor TEXT NOT NULL, kind TEXT NOT NULL,"
        " area TEXT NOT NULL, target TEXT NOT NULL, before TEXT NOT NULL, after TEXT NOT NULL)"
    )
    db.execute("CREATE INDEX edits_case ON edits(case_id, id)")


@migrations(name="007_gjenopptakskoder")
def code_tables(db: Database) -> None:
    """The hash of the code that opens a talk again, and the tokens that such a code has ended."""
    db.execute(
        f"CREATE TABLE gjenopptakskoder ({_OF_CASE}, code_hash TEXT NOT NULL UNIQUE, at TEXT NOT NULL, PRIMARY KEY (case_id))"
    )
    db.execute(
        f"CREATE TABLE avsluttede_nokler ({_OF_CASE}, token_hash TEXT NOT NULL, at TEXT NOT NULL,"
        " PRIMARY KEY (case_id, token_hash)) WITHOUT ROWID"
    )


@migrations(name="008_malinger")
def measurement_table(db: Database) -> None:
    """The filled-in forms of a case, as its other lists."""
    db.execute(
        f"CREATE TABLE measurements ({_OF_CASE}, position INTEGER NOT NULL, data TEXT NOT NULL, PRIMARY KEY (case_id, position)) WITHOUT ROWID"
    )


@migrations(name="009_planer")
def plan_tables(db: Database) -> None:
    """The versions of the plan and the notes at checklists, as the other lists of a case."""
    for name in ("plans", "checks"):
        db.execute(
            f"CREATE TABLE {name} ({_OF_CASE}, position INTEGER NOT NULL, data TEXT NOT NULL, PRIMARY KEY (case_id, position)) WITHOUT ROWID"
        )


@migrations(name="010_eksport")
def export_table(db: Database) -> None:
    """What has been taken out of a case, and what a journal document says about its author."""
    db.execute(
        f"CREATE TABLE exports (id INTEGER PRIMARY KEY AUTOINCREMENT, {_OF_CASE}, format TEXT NOT NULL, sha256 TEXT NOT NULL,"
        " turn INTEGER NOT NULL, edits INTEGER NOT NULL, position TEXT NOT NULL, draft INTEGER NOT NULL, actor TEXT NOT NULL, at TEXT NOT NULL)"
    )
    db.execute("CREATE INDEX exports_case ON exports(case_id, id)")
    for column in ("title", "hpr"):
        db.execute(f"ALTER TABLE accounts ADD COLUMN {column} TEXT NOT NULL DEFAULT ''")


@migrations(name="011_person")
def person_table(db: Database) -> None:
    """Who a case is about, as a worker has written it down."""
    db.execute(
        f"CREATE TABLE person ({_OF_CASE}, given_name TEXT NOT NULL, family_name TEXT NOT NULL, number TEXT NOT NULL, gp TEXT NOT NULL,"
        " actor TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (case_id))"
    )


@migrations(name="012_rapport")
def report_tables(db: Database) -> None:
    """The quarters that are made up, and their numbers, which stand when the cases are gone. The check is the last guard: see docs/adr/0013."""
    db.execute("CREATE TABLE perioder (period TEXT PRIMARY KEY, version TEXT NOT NULL, made TEXT NOT NULL) WITHOUT ROWID")
    db.execute(
        "CREATE TABLE periodetall (id INTEGER PRIMARY KEY, period TEXT NOT NULL REFERENCES perioder(period), figure TEXT NOT NULL, unit TEXT NOT NULL,"
        " cells TEXT NOT NULL, count INTEGER NOT NULL CHECK (count = 0 OR count >= 5), UNIQUE (period, figure, unit, cells))"
    )


@migrations(name="013_oppfolging")
def follow_up_tables(db: Database) -> None:
    """Which talk a follow-up follows, whose talk a relative speaks about, what was copied from last time, and codes that work once.

    When the talk that is pointed to is deleted, the pointer is emptied and the other talk stands whole.
    """
    db.execute("ALTER TABLE cases ADD COLUMN kind TEXT NOT NULL DEFAULT 'kartlegging'")
    for column in ("follows", "about"):
        db.execute(f"ALTER TABLE cases ADD COLUMN {column} TEXT REFERENCES cases(id) ON DELETE SET NULL")
        db.execute(f"CREATE INDEX cases_{column} ON cases({column})")
    db.execute(f"CREATE TABLE tidligere ({_OF_CASE}, data TEXT NOT NULL, PRIMARY KEY (case_id))")
    db.execute("ALTER TABLE gjenopptakskoder ADD COLUMN ends TEXT")


def migrate(db: Database) -> None:
    """Bring the file up to date, inside the transaction that the caller has opened; all steps or none.

    Raises StoreError when the file holds steps that this program does not know.
    """
    refuse_newer(db)
    migrations.apply(db)


def refuse_newer(db: Database) -> None:
    """Raises StoreError when the file holds steps that this program does not know. May make the table of steps."""
    if {step.name for step in migrations.applied(db)} - {step.name for step in migrations._migrations}:
        raise StoreError("Databasen er laget av en nyere utgave av programmet. Oppgrader programmet før den åpnes.")
