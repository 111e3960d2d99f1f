"""What somebody with bad intent would try, against the whole service. Others of the kind stand in test_web_*.py."""

from __future__ import annotations

import io
import re
import socket
import threading
import time
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest
import uvicorn

from assistant.dialogue.engine import hash_token
from assistant.store.base import Store
from assistant.web import okt
from assistant.web.app import create_app
from assistant.web.tjener import config
from tests.test_docs import routes

HTML = '<img src=x onerror=alert(1)><script>alert(2)</script>"\' {{7*7}}'
ELSEWHERE = ({"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Origin": "https://ond.no"})


@pytest.fixture
def inside(http, key):
    """The client with a session in the console."""
    assert http.post("/konsoll/inn", data={"nokkel": key, "navn": f"Kari {HTML}"}).status_code == 303
    return http


@pytest.fixture
def shared(talk):
    """A talk that is shared, with HTML in every answer."""
    t = talk(depth="short")
    t.choose("ja")
    t.say(f"Barna mine {HTML}")
    t.say(f"Jeg vil ta livet mitt {HTML}")
    t.http.post(f"{t.url}/submit", headers=t.headers)
    return t


OF_A_TALK = [
    ("GET", "", None), ("POST", "/messages", {"text": "hei"}), ("PATCH", "/answers/viktig.apent", {"text": "endret"}), ("GET", "/summary", None),
    ("GET", "/summary.docx", None), ("POST", "/submit", {}), ("DELETE", "", None),
]


@pytest.mark.parametrize(("method", "path", "body"), OF_A_TALK)
def test_en_annens_samtale_ser_ut_som_en_ukjent(talk, store, method, path, body):
    mine, other = talk(), talk()
    before = store.transcript(other.id)
    answer = mine.http.request(method, other.url + path, json=body, headers=mine.headers)
    unknown = mine.http.request(method, "/api/conversations/finnesikke" + path, json=body, headers=mine.headers)
    assert answer.status_code == 404
    assert answer.text == unknown.text
    assert store.transcript(other.id) == before
    assert store.load(other.id)


def test_nokkelen_til_en_samtale_aapner_ingenting_for_ansatte(talk, http):
    t = talk()
    for path in (f"/api/cases/{t.id}", "/api/cases", "/api/alerts", "/api/statistics", f"/api/cases/{t.id}/summary.docx"):
        assert http.get(path, headers=t.headers).status_code == 401, path
    assert http.post("/api/alerts/1/acknowledge", headers=t.headers).status_code == 401
    assert http.delete(f"/api/cases/{t.id}", headers=t.headers).status_code == 401


@pytest.mark.parametrize("change", [
    lambda v: v[:-1], lambda v: v + "0", lambda v: v.swapcase(), lambda v: hash_token(v), lambda v: v[::-1], lambda v: f"{v}, {v}",
])
def test_en_nokkel_som_er_endret_aapner_ikke(talk, change):
    """Not even what is stored: the hash of the token is no token."""
    t = talk()
    assert t.http.get(t.url, headers={"Authorization": f"Bearer {change(t.token)}"}).status_code == 404


def test_nokkelen_til_en_slettet_samtale_aapner_ikke(talk):
    t = talk()
    assert t.http.delete(t.url, headers=t.headers).status_code == 204
    assert t.get().status_code == 404
    assert t.post({"text": "hei"}).status_code == 404


@pytest.mark.parametrize("change", [lambda v: v[:-1] + ("0" if v[-1] != "0" else "1"), lambda v: v[1:], lambda v: "", lambda v: v * 40])
def test_en_okt_som_er_endret_slipper_ingen_inn(inside, change):
    forged = change(inside.cookies[okt.COOKIE])
    inside.cookies.clear()
    assert inside.get("/konsoll", headers={"Cookie": f"{okt.COOKIE}={forged}"}).status_code == 303
    assert inside.get("/api/cases", headers={"Cookie": f"{okt.COOKIE}={forged}"}).status_code == 401


def changes(app) -> list[tuple[str, str]]:
    """Every route that changes something behind a session."""
    found = {(m, p) for m, p in routes(app) if m in ("POST", "PATCH", "PUT", "DELETE") and not p.startswith("/api/conversations")}
    return sorted((m, p) for m, p in found if not p.startswith("/konsoll/inn"))


@pytest.mark.parametrize("headers", ELSEWHERE, ids=range(len(ELSEWHERE)))
def test_ingen_endring_kan_startes_fra_et_annet_nettsted(app, inside, shared, store, headers):
    found = changes(app)
    assert len(found) >= 7
    for method, path in found:
        url = re.sub(r"{\w+}", "1", path.replace("{id}", shared.id))
        response = inside.request(method, url, headers=headers, data={"forlop": "1", "grunn": "x"} if "beslutning" in path else None)
        assert response.status_code == 403, (method, path)
    assert store.load(shared.id).decisions == []
    assert inside.get("/konsoll").status_code == 200


def test_html_i_svar_og_notater_staar_som_tekst_paa_alle_sider(inside, shared):
    case = f"/konsoll/sak/{shared.id}"
    assert inside.post(f"{case}/beslutning", data={"forlop": "2", "grunn": f"Fordi {HTML}"}).status_code == 303
    refused = inside.post(f"{case}/beslutning", data={"forlop": HTML, "grunn": HTML})
    assert refused.status_code == 422
    for page in (refused, *(inside.get(path) for path in ("/konsoll", "/konsoll/varsler", case, f"{case}/slett"))):
        assert page.status_code in (200, 422)
        assert "<img" not in page.text and "<script>alert" not in page.text and "49" not in page.text.split("<main")[-1].split("alert(2)")[-1][:30]
        assert "unsafe" not in page.headers["content-security-policy"]
    assert "&lt;script&gt;alert(2)&lt;/script&gt;" in inside.get(case).text


def test_html_i_svar_er_tekst_i_dokumentene(inside, shared):
    response = inside.get(f"/api/cases/{shared.id}/summary.docx")
    assert response.status_code == 200
    with zipfile.ZipFile(io.BytesIO(response.content)) as document:
        body = document.read("word/document.xml").decode()
    assert "<script>" not in body and "&lt;script&gt;alert(2)&lt;/script&gt;" in body
    plain = inside.get(f"/api/cases/{shared.id}/summary.txt")
    assert plain.headers["content-type"] == "text/plain; charset=utf-8"
    assert plain.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("name", ["../../etc/passwd", "..%2f..%2fetc%2fpasswd", "%2e%2e%2fkartlegging.db", "a%0d%0aX-Ond: ja", "a%22;x=%22b", "%00"])
def test_nedlasting_med_rart_navn_gir_404_uten_navnet_i_hodene(http, staff, name):
    for path in (f"/api/cases/{name}/summary.docx", f"/api/cases/{name}/summary.txt", f"/api/conversations/{name}/summary.docx"):
        response = http.get(path, headers=staff)
        assert response.status_code in (404, 405)
        assert "content-disposition" not in response.headers
        assert "x-ond" not in response.headers


def test_linjeskift_i_neste_og_navn_blir_ikke_hoder(http, key):
    response = http.post("/konsoll/inn", data={"nokkel": key, "navn": "Kari\r\nSet-Cookie: ond=1", "neste": "/konsoll\r\nX-Ond: ja"})
    assert response.headers["location"] == "/konsoll"
    assert "x-ond" not in response.headers
    assert len(response.headers.get_list("set-cookie")) <= 2
    assert not any("ond=1" in c.split(";")[0] for c in response.headers.get_list("set-cookie"))
    page = http.get("/konsoll/%0d%0aX-Ond:%20ja", headers={"Accept": "text/html"})
    assert "x-ond" not in page.headers


@pytest.mark.parametrize("path", ["//ond.no/konsoll", "//ond.no", "/\\ond.no", "/konsoll//ond.no/", "//ond.no/%2e%2e"])
def test_ingen_adresse_sender_en_til_et_annet_nettsted(http, path):
    where = http.get(path).headers.get("location", "/")
    assert (where.startswith("/") and not where.startswith("//")) or where.startswith("http://testserver/"), where


KINDS = {
    "omdirigering": (303, "GET", "/konsoll", {}), "uten nøkkel": (401, "GET", "/api/cases", {}), "ukjent": (404, "GET", "/finnes-ikke", {}),
    "feil metode": (405, "PUT", "/api/conversations", {}), "for stort": (413, "POST", "/api/conversations", {"content": b"x" * 70_000}),
    "feil form": (422, "POST", "/api/conversations", {"json": {"mode": 1}}), "ny samtale": (201, "POST", "/api/conversations", {}),
    "fil": (200, "GET", "/static/side.css", {}), "fil som mangler": (404, "GET", "/widget/nope.js", {}), "bare hodet": (405, "HEAD", "/", {}),
    "forespørsel om lov": (405, "OPTIONS", "/api/conversations", {}), "side": (200, "GET", "/konsoll/inn", {}),
}


@pytest.mark.parametrize("kind", KINDS)
def test_alle_slags_svar_har_de_strenge_hodene(http, kind):
    wanted, method, path, more = KINDS[kind]
    response = http.request(method, path, **more)
    assert response.status_code == wanted
    _strict(response.headers)


def test_nedlasting_og_feil_hos_oss_har_de_strenge_hodene(inside, shared, monkeypatch):
    download = inside.get(f"/api/cases/{shared.id}/summary.docx")
    assert download.headers["content-disposition"] == f'attachment; filename="sammendrag-{shared.id}-UTKAST.docx"'
    _strict(download.headers)
    monkeypatch.setattr(Store, "list_cases", lambda *a, **k: 1 / 0)
    broken = inside.get("/api/statistics")
    assert broken.status_code == 503
    _strict(broken.headers)


def _strict(headers) -> None:
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy and "unsafe" not in policy and "*" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert headers["cross-origin-resource-policy"] in ("same-origin", "cross-origin")
    assert "camera=()" in headers["permissions-policy"]


@dataclass
class Raw:
    """The service under uvicorn, spoken to in bytes. What `serve` uses is what is tried."""

    port: int

    def send(self, *parts: bytes, pause_s: float = 0.0) -> bytes:
        """Everything that comes back until the service closes."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=20) as line:
            for part in parts:
                line.sendall(part)
                time.sleep(pause_s)
            answer = b""
            while chunk := line.recv(65536):
                answer += chunk
        return answer

    def get(self, path: str, *headers: str) -> bytes:
        head = "\r\n".join((f"GET {path} HTTP/1.1", "Host: x", "Connection: close", *headers, "", ""))
        return self.send(head.encode("latin-1"))


@pytest.fixture
def raw(tjeneste) -> Iterator[Raw]:
    running = replace(tjeneste, settings=replace(tjeneste.settings, body_s=0.3))
    server = uvicorn.Server(config(create_app(tjeneste=running)))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive()
        time.sleep(0.01)
    yield Raw(server.servers[0].sockets[0].getsockname()[1])
    server.should_exit = True
    thread.join(10)


def status(answer: bytes) -> int:
    return int(answer.split(b" ", 2)[1])


def test_en_kropp_som_aldri_kommer_fram_gis_opp(raw):
    head = b"POST /api/conversations HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"
    answer = raw.send(head)
    assert status(answer) == 408
    assert b"nosniff" in answer
    chunked = b"POST /api/conversations HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
    assert status(raw.send(chunked, *[b"1\r\na\r\n"] * 3, pause_s=0.05)) == 408
    assert status(raw.get("/healthz")) == 200


TRAVERSAL = [
    "/static/../app.py", "/static/..%2fapp.py", "/static/%2e%2e/app.py", "/static/....//app.py", "/static/..\\app.py", "/widget/../../pyproject.toml",
    "/widget/%2e%2e/%2e%2e/pyproject.toml", "/static//etc/passwd", "/static/%00side.css", "/static/side.css%00.png", "/static/",
    "/static/../../../../../../../../etc/passwd",
]


@pytest.mark.parametrize("path", TRAVERSAL)
def test_filer_utenfor_mappen_kan_ikke_hentes(raw, path):
    answer = raw.get(path)
    assert 400 <= status(answer) < 500
    assert b"root:" not in answer and b"create_app" not in answer and b"[project]" not in answer


def test_fila_i_mappen_kan_hentes(raw):
    assert status(raw.get("/static/side.css")) == 200


MALFORMED = [
    b"GET / HTTP/1.1\r\nHost: x\r\nX-A: b\x00c\r\n\r\n", b"GET /\x00 HTTP/1.1\r\nHost: x\r\n\r\n", b"\x16\x03\x01\x02\x00\x01\r\n\r\n",
    b"POST /api/conversations HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n", b"GET / HTTP/9.9\r\nHost: x\r\n\r\n",
    b"POST /api/conversations HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\nConnection: close\r\n\r\nabcdef",
    b"GET / HTTP/1.1\r\nHost: x\r\nX-A: " + b"a" * 200_000 + b"\r\nConnection: close\r\n\r\n",
]


@pytest.mark.parametrize("sent", MALFORMED, ids=range(len(MALFORMED)))
def test_ugyldig_http_gir_aldri_5xx_og_tjenesten_lever(raw, sent):
    try:
        answer = raw.send(sent)
    except (TimeoutError, ConnectionResetError, BrokenPipeError):
        answer = b""
    assert answer == b"" or status(answer) < 500
    assert status(raw.get("/healthz")) == 200


def test_to_lengder_smugler_ikke_en_foresporsel(raw, store):
    """A body that also says it is chunked must not become a second request."""
    hidden = b"GET /api/cases HTTP/1.1\r\nHost: x\r\n\r\n"
    sent = (b"POST /api/conversations HTTP/1.1\r\nHost: x\r\nConnection: close\r\nTransfer-Encoding: chunked\r\nContent-Length: "
            + str(5 + len(hidden)).encode() + b"\r\n\r\n0\r\n\r\n" + hidden)
    assert raw.send(sent).count(b"HTTP/1.1 ") <= 1


def test_svarene_sier_ikke_hvilken_tjener_det_er(raw):
    answer = raw.get("/healthz").lower()
    assert b"\r\nserver:" not in answer and b"x-powered-by" not in answer and b"uvicorn" not in answer
