"""`kartlegging bruker`: accounts from the terminal, also the very first one."""

from __future__ import annotations

import getpass
import json
import sys
from typing import Annotated, Any

import typer

from assistant.kommandoer.felles import DEFAULT_DATA, DataFolder, fail, now, opened
from assistant.store import Store, engangskode, passord
from assistant.store.kontoer import ROLES, Account

app = typer.Typer(help="Kontoer til de ansatte.", no_args_is_help=True)
UserName = Annotated[str, typer.Argument(metavar="BRUKERNAVN")]
ACTOR = "cli"


@app.command()
def ny(
    brukernavn: Annotated[str, typer.Argument(help="Spørres om når det ikke er gitt.")] = "",
    rolle: Annotated[str, typer.Option(help=", ".join(ROLES))] = "fagperson",
    navn: Annotated[str, typer.Option(help="Navnet slik kolleger kjenner det.")] = "",
    enhet: Annotated[str, typer.Option(help="Fagpersoner og ledere ser sakene til sin egen enhet.")] = "",
    stilling: Annotated[str, typer.Option(help="Står i dokumenter til journalen.")] = "",
    hpr: Annotated[str, typer.Option(help="Nummeret i Helsepersonellregisteret. Står i dokumenter til journalen.")] = "",
    data: DataFolder = DEFAULT_DATA,
) -> None:
    """Lag en konto. Passordet leses uten å vises, eller fra standard inn."""
    if rolle not in ROLES:
        raise fail(f"Rollen må være en av {', '.join(ROLES)}.")
    user_name = brukernavn or _line("Brukernavn: ")
    with opened(data) as store:
        stored = _password(user_name)
        made = store.add_account(Account(user_name, navn or user_name, rolle, enhet, stored, title=stilling, hpr=hpr), ACTOR, now())
    typer.echo(f"Kontoen {made.user_name} er laget, med rollen {made.role}. Slå på engangskode med «kartlegging bruker totp {made.user_name}».")


@app.command()
def liste(data: DataFolder = DEFAULT_DATA) -> None:
    """Skriv alle kontoer, ett JSON-objekt på hver linje."""
    with opened(data) as store:
        for a in store.accounts():
            shown = {"user_name": a.user_name, "name": a.name, "role": a.role, "unit": a.unit, "title": a.title, "hpr": a.hpr,
                     "active": a.active, "totp": bool(a.totp_secret)}
            typer.echo(json.dumps(shown, ensure_ascii=False))


@app.command("passord")
def new_password(brukernavn: UserName, data: DataFolder = DEFAULT_DATA) -> None:
    """Gi kontoen et nytt passord. Alle øktene avsluttes."""
    with opened(data) as store:
        account = _found(store, brukernavn)
        _change(store, account, "passord_satt", password_hash=_password(account.user_name), must_change=False)
    typer.echo(f"Kontoen {account.user_name} har fått nytt passord.")


@app.command()
def totp(brukernavn: UserName, data: DataFolder = DEFAULT_DATA) -> None:
    """Slå på engangskode. QR-koden og nøkkelen vises bare nå."""
    secret = engangskode.new_secret()
    with opened(data) as store:
        account = _found(store, brukernavn)
        _change(store, account, "kode_pa", totp_secret=secret, totp_pending="")
    typer.echo(engangskode.as_text(engangskode.address(secret, account.user_name, "")))
    typer.echo(f"Skann koden med en app for engangskoder, eller skriv inn denne nøkkelen: {secret}")


@app.command()
def steng(brukernavn: UserName, data: DataFolder = DEFAULT_DATA) -> None:
    """Steng kontoen og avslutt alle øktene."""
    with opened(data) as store:
        account = _found(store, brukernavn)
        _change(store, account, "bruker_stengt", active=False)
    typer.echo(f"Kontoen {account.user_name} er stengt.")


@app.command()
def apne(brukernavn: UserName, data: DataFolder = DEFAULT_DATA) -> None:
    """Åpne en konto som er stengt."""
    with opened(data) as store:
        account = _found(store, brukernavn)
        _change(store, account, "bruker_apnet", active=True)
    typer.echo(f"Kontoen {account.user_name} er åpnet.")


def _found(store: Store, user_name: str) -> Account:
    account = store.account_named(user_name)
    if account is None:
        raise fail("Det finnes ingen konto med det brukernavnet. «kartlegging bruker liste» viser alle.")
    return account


def _change(store: Store, account: Account, action: str, **values: Any) -> None:
    store.change_account(account.id, ACTOR, action, now(), **values)


def _password(user_name: str) -> str:
    """The hash of a password read without echo and typed twice, or of one line from standard input. Exit 2 when it cannot be used."""
    if sys.stdin.isatty():
        password = getpass.getpass("Passord: ")
        if sentence := passord.fault(password, user_name):
            raise fail(sentence)
        if getpass.getpass("Passord en gang til: ") != password:
            raise fail("De to passordene er ikke like. Prøv igjen.")
    elif sentence := passord.fault(password := sys.stdin.readline().rstrip("\r\n"), user_name):
        raise fail(sentence)
    return passord.make_hash(password)


def _line(prompt: str) -> str:
    """Asked for in a terminal, else the next line of standard input."""
    return input(prompt).strip() if sys.stdin.isatty() else sys.stdin.readline().strip()
