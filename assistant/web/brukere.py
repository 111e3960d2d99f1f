"""The administrator's pages: make accounts, change role and unit, close and open, new password, and the code off."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from assistant.store import hpr, passord
from assistant.store.kontoer import ROLES, Account, AccountError
from assistant.web import innlogging
from assistant.web.deps import Manager, Running
from assistant.web.konsoll import Form
from assistant.web.maling import page
from assistant.web.problemer import Problem
from assistant.web.tjeneste import Tjeneste

router = APIRouter(prefix="/konsoll/brukere", include_in_schema=False)
ROLE_LABELS = {"fagperson": "Fagperson", "leder": "Leder", "kursleder": "Kursleder", "administrator": "Administrator"}


@router.get("")
async def listed(request: Request, running: Running, user: Manager) -> Response:
    return _list(request, running)


@router.post("")
async def make(request: Request, running: Running, user: Manager, fields: Form) -> Response:
    """A new account with a password to be changed at the first login. It is shown this once."""
    password = passord.temporary()
    stored = await innlogging.hashed(running, password)
    wanted = Account(fields.get("brukernavn", ""), fields.get("navn", ""), fields.get("rolle", ""), fields.get("enhet", ""), stored, True,
                     title=fields.get("stilling", ""), hpr=fields.get("hpr", ""))
    try:
        made = running.store.add_account(wanted, user.name, running.now())
    except AccountError as error:
        return _list(request, running, str(error), fields)
    return _one(request, running, made, done="Kontoen er laget.", password=password)


@router.get("/{konto}")
async def one(konto: str, request: Request, running: Running, user: Manager) -> Response:
    return _one(request, running, _found(running, konto))


@router.post("/{konto}")
async def change(konto: str, request: Request, running: Running, user: Manager, fields: Form) -> Response:
    """Name, role and unit, and what stands in journal documents."""
    values = {"name": fields.get("navn", ""), "role": fields.get("rolle", ""), "unit": fields.get("enhet", "")}
    journal = {name: fields[key] for name, key in (("title", "stilling"), ("hpr", "hpr")) if key in fields}
    return _changed(request, running, konto, user.name, "bruker_endret", f"Endringen er lagret. {hpr.doubt(hpr.tidy(fields.get('hpr', '')))}".strip(),
                    **values, **journal)


@router.post("/{konto}/steng")
async def close(konto: str, request: Request, running: Running, user: Manager) -> Response:
    return _changed(request, running, konto, user.name, "bruker_stengt", "Kontoen er stengt, og alle økter er avsluttet.", active=False)


@router.post("/{konto}/apne")
async def reopen(konto: str, request: Request, running: Running, user: Manager) -> Response:
    return _changed(request, running, konto, user.name, "bruker_apnet", "Kontoen er åpnet.", active=True)


@router.post("/{konto}/passord")
async def new_password(konto: str, request: Request, running: Running, user: Manager) -> Response:
    """A password to be changed at the next login, shown this once."""
    account, password = _found(running, konto), passord.temporary()
    stored = await innlogging.hashed(running, password)
    after = running.store.change_account(account.id, user.name, "passord_satt", running.now(), password_hash=stored, must_change=True)
    return _one(request, running, after, done="Kontoen har fått et nytt passord.", password=password)


@router.post("/{konto}/kode")
async def code_off(konto: str, request: Request, running: Running, user: Manager) -> Response:
    """For somebody who has lost the phone."""
    return _changed(request, running, konto, user.name, "kode_av", "Engangskoden er slått av. Den kan slås på igjen på Min konto.",
                    totp_secret="", totp_pending="")


def _changed(request: Request, running: Tjeneste, account_id: str, actor: str, action: str, done: str, **values: Any) -> Response:
    account = _found(running, account_id)
    try:
        after = running.store.change_account(account.id, actor, action, running.now(), **values)
    except AccountError as error:
        return _one(request, running, account, error=str(error))
    return _one(request, running, after, done=done)


def _found(running: Tjeneste, account_id: str) -> Account:
    account = running.store.account(account_id)
    if account is None:
        raise Problem("finnes-ikke", "Kontoen finnes ikke.")
    return account


def _list(request: Request, running: Tjeneste, error: str = "", fields: dict[str, str] | None = None) -> Response:
    return page(request, "konsoll/brukere.html", 422 if error else 200, kontoer=running.store.accounts(), error=error, fields=fields or {},
                units=running.store.units(), ROLES=ROLES, ROLE=ROLE_LABELS)


def _one(request: Request, running: Tjeneste, account: Account, *, error: str = "", done: str = "", password: str = "") -> Response:
    return page(request, "konsoll/bruker.html", 422 if error else 200, konto=account, error=error, done=done, password=password,
                units=running.store.units(), ROLES=ROLES, ROLE=ROLE_LABELS)
