"""How often one address may do what costs or can be guessed, and that an ordinary service never notices."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from fastapi.testclient import TestClient

from assistant.web import grenser
from assistant.web.app import create_app
from assistant.web.grenser import Bucket, address, limited
from assistant.web.settings import LIMITS, Limit, Settings
from assistant.web.tjeneste import Tjeneste


@pytest.fixture
def strict(tjeneste: Tjeneste) -> Callable[..., TestClient]:
    """A browser at a service where each limit is three, and then one every hour."""
    def start(client: tuple[str, int] = ("203.0.113.7", 1), **more: object) -> TestClient:
        limits = dict.fromkeys(LIMITS, Limit(3, 3600.0))
        running = replace(tjeneste, settings=replace(tjeneste.settings, limits=limits, **more))
        app = create_app(tjeneste=running)
        app.state.tjeneste = running
        return TestClient(app, raise_server_exceptions=False, follow_redirects=False, client=client)

    return start


def start_talk(http: TestClient, **headers: str) -> int:
    return http.post("/api/conversations", headers=headers).status_code


def test_botten_tar_imot_stotet_og_fylles_igjen():
    bucket = Bucket(Limit(2, 10.0))
    assert [bucket.take("a", 0.0) for _ in range(3)] == [0.0, 0.0, 10.0]
    assert bucket.take("a", 4.0) == pytest.approx(6.0)
    assert bucket.take("b", 4.0) == 0.0
    assert bucket.take("a", 10.0) == 0.0
    assert bucket.take("a", 10.0) > 0


def test_botten_kjenner_ikke_adressen_og_glemmer_den_som_er_full_igjen():
    bucket = Bucket(Limit(2, 1.0))
    for n in range(100):
        bucket.take(f"203.0.113.{n}", 0.0)
    assert "203.0.113" not in repr(bucket.__dict__)
    for n in range(60):
        bucket.take("ny", 100.0 + n)
    assert len(bucket) == 1


def test_botten_vokser_ikke_uten_ende(monkeypatch):
    monkeypatch.setattr(grenser, "MAX_KEYS", 50)
    bucket = Bucket(Limit(2, 3600.0))
    for n in range(1000):
        bucket.take(str(n), 0.0)
    assert len(bucket) <= 51


def test_for_mange_samtaler_gir_429_med_hjelpen_og_tiden(strict):
    http = strict()
    assert [start_talk(http) for _ in range(3)] == [201] * 3
    response = http.post("/api/conversations")
    assert response.status_code == 429
    assert response.headers["content-type"] == "application/problem+json"
    assert 0 < int(response.headers["retry-after"]) <= 3600
    for number in ("113", "116 117", "116 123"):
        assert number in response.json()["detail"]
    assert "default-src 'none'" in response.headers["content-security-policy"]


def test_en_samtale_som_er_i_gang_stoppes_ikke_av_at_nye_er_stoppet(strict):
    http = strict()
    made = http.post("/api/conversations").json()
    while start_talk(http) == 201:
        pass
    say = http.post(f"/api/conversations/{made['id']}/messages", json={"choice": "ja"}, headers={"Authorization": f"Bearer {made['token']}"})
    assert say.status_code == 200
    assert http.get(f"/api/conversations/{made['id']}", headers={"Authorization": f"Bearer {made['token']}"}).status_code == 200


def test_to_samtaler_fra_samme_adresse_tar_ikke_av_hverandre(strict):
    http = strict()
    talks = [http.post("/api/conversations").json() for _ in range(2)]

    def say(made, n):
        return http.post(f"/api/conversations/{made['id']}/messages", json={"client_id": str(n), "text": "hei"},
                         headers={"Authorization": f"Bearer {made['token']}"}).status_code

    assert [say(talks[0], n) for n in range(4)] == [200, 200, 200, 429]
    assert say(talks[1], 0) == 200


def test_innlogging_stoppes_etter_mange_feil_ogsaa_med_riktig_nokkel(strict, key):
    http = strict()
    assert [http.post("/konsoll/inn", data={"nokkel": "gjettet"}).status_code for _ in range(3)] == [401] * 3
    response = http.post("/konsoll/inn", data={"nokkel": key, "navn": "Kari"}, headers={"Accept": "text/html"})
    assert response.status_code == 429
    assert "<h1>For mange forsøk" in response.text
    assert "set-cookie" not in response.headers


def test_riktig_innlogging_teller_ikke(strict, key):
    http = strict()
    assert {http.post("/konsoll/inn", data={"nokkel": key, "navn": "Kari"}).status_code for _ in range(8)} == {303}


def test_nokkelen_kan_ikke_gjettes_gjennom_api_et_heller(strict, staff):
    http = strict()
    assert {http.get("/api/cases", headers=staff).status_code for _ in range(8)} == {200}
    assert [http.get("/api/cases", headers={"Authorization": f"Bearer {n}"}).status_code for n in range(4)] == [401, 401, 401, 429]
    assert http.get("/api/cases").status_code == 401


def test_en_annen_adresse_merker_ingenting(tjeneste, strict):
    first = strict()
    while start_talk(first) == 201:
        pass
    other = TestClient(first.app, client=("203.0.113.8", 1))
    assert start_talk(other) == 201


def test_x_forwarded_for_trus_bare_fra_en_proxy_som_er_satt(strict):
    alone = strict()
    assert [start_talk(alone, **{"X-Forwarded-For": f"198.51.100.{n}"}) for n in range(4)] == [201, 201, 201, 429]
    behind = strict(client=("10.0.0.2", 1), proxies=("10.0.0.0/8",))
    assert [start_talk(behind, **{"X-Forwarded-For": f"198.51.100.{n}"}) for n in range(4)] == [201] * 4
    forged = [start_talk(behind, **{"X-Forwarded-For": f"192.0.2.{n}, 198.51.100.99"}) for n in range(4)]
    assert forged == [201, 201, 201, 429]


def test_bak_en_proxy_med_https_er_kaken_sikker_og_hsts_med(strict, key):
    behind = strict(client=("10.0.0.2", 1), proxies=("10.0.0.2",))
    response = behind.post("/konsoll/inn", data={"nokkel": key, "navn": "Kari"}, headers={"X-Forwarded-Proto": "https"})
    assert "Secure" in response.headers["set-cookie"]
    assert "max-age=31536000" in response.headers["strict-transport-security"]
    plain = strict().post("/konsoll/inn", data={"nokkel": key, "navn": "Kari"}, headers={"X-Forwarded-Proto": "https"})
    assert "strict-transport-security" not in plain.headers


@pytest.mark.parametrize(("method", "path", "kind"), [
    ("POST", "/api/conversations", "start"), ("POST", "/api/conversations/", "start"), ("GET", "/api/conversations/x", None),
    ("POST", "/api/conversations/x/messages", "melding"), ("PATCH", "/api/conversations/x/answers/y", "melding"),
    ("DELETE", "/api/conversations/x", None), ("POST", "/api/conversations/x/submit", "melding"), ("GET", "/healthz", None), ("GET", "/", None),
    ("POST", "/konsoll/inn", "innlogging"), ("POST", "/konsoll/inn/", "innlogging"), ("GET", "/konsoll/inn", None),
    ("GET", "/konsoll/oidc/tilbake", "innlogging"), ("GET", "/konsoll", None),
])
def test_hva_som_har_hvilken_grense(method, path, kind):
    assert limited({"path": path, "method": method, "headers": []}) == kind


@pytest.mark.parametrize(("client", "counted"), [
    (("203.0.113.7", 1), "203.0.113.7"), (("2001:db8:1:2:3::4", 1), "2001:db8:1:2::/64"), (None, ""), (("navn", 1), "navn"),
    (("::ffff:203.0.113.7", 1), "203.0.113.7"), (("", 1), ""),
])
def test_et_ipv6_nett_regnes_som_en(client, counted):
    assert address({"client": client}) == counted


def test_ukjente_samtaler_tommer_ikke_innloggingen(strict, key):
    """Made-up ids must not push anybody's log-in bucket out."""
    http = strict()
    for n in range(40):
        http.post(f"/api/conversations/{n}/messages", json={"text": "x"}, headers={"Authorization": "Bearer x"})
    assert http.post("/konsoll/inn", data={"nokkel": key, "navn": "Kari"}).status_code == 303


def test_proxyene_leses_fra_miljoet():
    assert Settings.from_env({"KARTLEGGING_PROXY": "127.0.0.1, 10.0.0.0/8"}).proxies == ("127.0.0.1", "10.0.0.0/8")
    assert Settings.from_env({}).proxies == ()
