"""«Min konto»: change one's own password, and turn the one-time code on."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from assistant.store import engangskode, hpr, passord
from assistant.store.kontoer import Account, AccountError
from assistant.web import innlogging
from assistant.web.bruker import Bruker
from assistant.web.deps import Running, SignedIn, session
from assistant.web.konsoll import Form
from assistant.web.maling import page
from assistant.web.problemer import Problem
from assistant.web.tjeneste import Tjeneste

router = APIRouter(prefix="/konsoll/konto", include_in_schema=False)
WRONG_PASSWORD = "Passordet du har nå, stemmer ikke. Prøv igjen."
WRONG_CODE = "Koden stemmer ikke. Vent på en ny kode i appen og prøv igjen."


@router.get("")
async def own_page(request: Request, running: Running, user: SignedIn) -> Response:
    return _page(request, _account(running, user))


@router.post("/passord")
async def change_password(request: Request, running: Running, user: SignedIn, fields: Form) -> Response:
    """Every other session of the account ends."""
    account, new = _account(running, user), fields.get("nytt", "")
    if sentence := await _wrong_password(running, request, account, fields):
        return _page(request, account, password_error=sentence)
    if sentence := passord.fault(new, account.user_name):
        return _page(request, account, password_error=sentence)
    if new != fields.get("igjen", ""):
        return _page(request, account, password_error="De to nye passordene er ikke like. Skriv det samme begge steder.")
    if new == fields.get("passord", ""):
        return _page(request, account, password_error="Det nye passordet må være et annet enn det du har.")
    stored = await innlogging.hashed(running, new)
    after = running.store.change_account(account.id, user.name, "passord_byttet", running.now(), keep=_this(request, running),
                                         password_hash=stored, must_change=False)
    return _page(request, after, done="Passordet er byttet. Andre steder du var logget inn, er logget ut.")


@router.post("/journal")
async def change_title(request: Request, running: Running, user: SignedIn, fields: Form) -> Response:
    """What a journal document says about who approved it."""
    account = _account(running, user)
    try:
        after = running.store.change_account(account.id, user.name, "stilling_endret", running.now(), keep=_this(request, running),
                                             title=fields.get("stilling", ""), hpr=fields.get("hpr", ""))
    except AccountError as error:
        return _page(request, account, journal_error=str(error))
    return _page(request, after, done=f"Stilling og HPR-nummer er lagret. {hpr.doubt(after.hpr)}".strip())


@router.post("/kode")
async def offer_code(request: Request, running: Running, user: SignedIn, fields: Form) -> Response:
    """A new secret as a QR code, shown this once; it counts from when a code of it has been given."""
    account = _account(running, user)
    if sentence := await _wrong_password(running, request, account, fields):
        return _page(request, account, code_error=sentence)
    secret = engangskode.new_secret()
    after = running.store.change_account(account.id, user.name, "kode_vist", running.now(), keep=_this(request, running), totp_pending=secret)
    return _page(request, after, secret=secret, qr=engangskode.as_svg(engangskode.address(secret, account.user_name, running.settings.tjeneste)))


@router.post("/kode/bekreft")
async def confirm_code(request: Request, running: Running, user: SignedIn, fields: Form) -> Response:
    """The code works on the worker's phone, so from now on it is asked for."""
    account = _account(running, user)
    step = engangskode.step_of(account.totp_pending, fields.get("kode", ""), running.clock())
    if step is None:
        return _page(request, account, code_error=WRONG_CODE)
    after = running.store.change_account(account.id, user.name, "kode_pa", running.now(), keep=_this(request, running),
                                         totp_secret=account.totp_pending, totp_pending="", totp_step=step)
    return _page(request, after, done="Engangskode er slått på. Du blir spurt om den neste gang du logger inn.")


async def _wrong_password(running: Tjeneste, request: Request, account: Account, fields: dict[str, str]) -> str:
    """A sentence when the password is not the account's; guesses are held back as at log-in."""
    if wait := running.store.begin_login(account.user_name, True, running.clock()):
        return f"Det er prøvd mange ganger. Vent {int(wait) + 1} sekunder og prøv igjen."
    if not await innlogging.matches(running, account.password_hash, fields.get("passord", "")):
        return WRONG_PASSWORD
    running.store.end_login(account.user_name, True)
    return ""


def _account(running: Tjeneste, user: Bruker) -> Account:
    """Raises Problem for a session of the staff key, which has no account."""
    account = running.store.account(user.account) if user.account else None
    if account is None:
        raise Problem("finnes-ikke", "Du er logget inn med ansattnøkkelen, og den har ingen konto.")
    return account


def _this(request: Request, running: Tjeneste) -> str:
    """The session that is to go on."""
    found = session(request, running)
    return found.token_hash if found else ""


def _page(request: Request, account: Account, *, password_error: str = "", code_error: str = "", journal_error: str = "", done: str = "", secret: str = "",
          qr: str = "") -> Response:
    return page(request, "konsoll/konto.html", 422 if password_error or code_error or journal_error else 200, konto=account, password_error=password_error,
                code_error=code_error, journal_error=journal_error, done=done, secret=secret, qr=qr)
