"""From somebody the provider vouches for to an account and a session in the console."""

from __future__ import annotations

import hashlib

from fastapi import Request
from starlette.responses import Response

from assistant.store.kontoer import USER_NAME, WORKER, Account, AccountError
from assistant.web import okt
from assistant.web.deps import session
from assistant.web.oidc.bevis import Innlogget
from assistant.web.oidc.feil import Ukjent
from assistant.web.oidc.oppsett import Oppsett
from assistant.web.tjeneste import Tjeneste

ACTOR = "system"


def account(running: Tjeneste, oppsett: Oppsett, innlogget: Innlogget) -> Account:
    """The account of the person, brought up to date; made when that is allowed. Raises Ukjent."""
    if oppsett.roles and not innlogget.role:
        raise Ukjent("rolle")
    try:
        if found := running.store.for_oidc(innlogget.issuer, innlogget.subject):
            return _updated(running, found, innlogget)
        if _taken(running, innlogget):
            raise Ukjent("stengt")
        if found := _waiting(running, innlogget):
            return _updated(running, _tied(running, found.id, innlogget), innlogget)
        if oppsett.create:
            return running.store.add_account(_made(innlogget), ACTOR, running.now())
    except AccountError:
        raise Ukjent("konto") from None
    raise Ukjent("konto")


def tie(running: Tjeneste, account_id: str, innlogget: Innlogget) -> Account:
    """Tie an account to the person, from now on; its sessions end. Raises Ukjent when the person has another account."""
    if _taken(running, innlogget):
        raise Ukjent("opptatt")
    try:
        return _tied(running, account_id, innlogget)
    except AccountError:
        raise Ukjent("konto") from None


def open_session(request: Request, running: Tjeneste, owner: Account, response: Response) -> None:
    """A new session, the way they came before being closed."""
    if before := session(request, running):
        running.store.end_session(before.token_hash, before.actor, running.now())
    okt.set_cookie(request, response, okt.open(running, owner))


def _updated(running: Tjeneste, found: Account, innlogget: Innlogget) -> Account:
    """Role and unit follow the provider when it tells them. The last administrator stays one."""
    told = {"role": innlogget.role, "unit": innlogget.unit}
    changed = {name: value for name, value in told.items() if value and value != getattr(found, name)}
    if not changed:
        return found
    try:
        return running.store.change_account(found.id, ACTOR, "bruker_endret", running.now(), **changed)
    except AccountError:
        return found


def _tied(running: Tjeneste, account_id: str, innlogget: Innlogget) -> Account:
    return running.store.change_account(account_id, ACTOR, "bruker_knyttet", running.now(), issuer=innlogget.issuer, subject=innlogget.subject)


def _waiting(running: Tjeneste, innlogget: Innlogget) -> Account | None:
    """An active account with the user name, that is tied to nobody yet."""
    found = running.store.account_named(innlogget.user_name) if innlogget.user_name else None
    return found if found and found.active and found.subject is None else None


def _taken(running: Tjeneste, innlogget: Innlogget) -> bool:
    """Whether the person has an account, also a closed one; nobody opens that again by logging in."""
    return any((a.issuer, a.subject) == (innlogget.issuer, innlogget.subject) for a in running.store.accounts())


def _made(innlogget: Innlogget) -> Account:
    """A new account without a password. The user name is the provider's, or one made of the subject."""
    given = innlogget.user_name.casefold()
    made = "oidc-" + hashlib.sha256(f"{innlogget.issuer} {innlogget.subject}".encode()).hexdigest()[:12]
    user_name = given if USER_NAME.fullmatch(given) else made
    return Account(user_name, innlogget.name or user_name, innlogget.role or WORKER, innlogget.unit, issuer=innlogget.issuer, subject=innlogget.subject)
