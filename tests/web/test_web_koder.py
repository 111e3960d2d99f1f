"""The code over HTTP: get one, use it somewhere else, and what those without it see."""

from __future__ import annotations

import pytest

RESUME = "/api/conversations/resume"


def code_of(t) -> str:
    response = t.http.post(f"{t.url}/code", headers=t.headers)
    assert response.status_code == 200, response.text
    return response.json()["code"]


def begun(talk):
    t = talk()
    t.choose("ja")
    t.say("Å få sove igjen")
    return t


def test_kode_aapner_samtalen_der_den_var_med_ny_nokkel(talk, http):
    t = begun(talk)
    t.choose("pause")
    before = t.get().json()
    opened = http.post(RESUME, json={"code": code_of(t)})
    data = opened.json()
    assert opened.status_code == 200
    assert {k: v for k, v in data.items() if k != "token"} == before
    assert data["token"] != t.token
    t.token = data["token"]
    assert t.choose("fortsett")["status"] == "pagar"
    assert t.get().json()["messages"][: len(before["messages"])] == before["messages"]


@pytest.mark.parametrize("write", [str.lower, lambda c: c.replace("-", ""), lambda c: f" {c.replace('-', ' – ')} "])
def test_kode_skrevet_paa_en_annen_maate_aapner(talk, http, write):
    assert http.post(RESUME, json={"code": write(code_of(talk()))}).status_code == 200


def test_gammel_nokkel_faar_vite_at_samtalen_er_aapnet_et_annet_sted_og_ikke_noe_av_den(talk, http):
    t = begun(talk)
    http.post(RESUME, json={"code": code_of(t)})
    for response in (t.get(), t.post({"text": "hei"}), t.get("/summary"), t.get("/code"), http.delete(t.url, headers=t.headers)):
        assert response.status_code == 410
        assert response.json()["type"] == "/docs#flyttet"
        assert "åpnet et annet sted" in response.json()["detail"]
        assert "sove" not in response.text


def test_kode_brukt_to_ganger_virker_og_bare_den_siste_nokkelen_gjelder(talk, http):
    t = begun(talk)
    code = code_of(t)
    tokens = [http.post(RESUME, json={"code": code}).json()["token"] for _ in range(2)]
    assert [http.get(t.url, headers={"Authorization": f"Bearer {x}"}).status_code for x in (t.token, *tokens)] == [410, 410, 200]


def test_ukjent_kode_umulig_kode_gammel_kode_og_slettet_samtale_ser_like_ut(talk, http):
    t, gone = begun(talk), talk()
    old, deleted = code_of(t), code_of(gone)
    code_of(t)
    assert http.delete(gone.url, headers=gone.headers).status_code == 204
    got = [http.post(RESUME, json={"code": c}) for c in ("ABCD-EFGH-2345", "hei", "", "0" * 12, "A" * 5000, old, deleted)]
    assert {r.status_code for r in got} == {404}
    assert len({r.text for r in got}) == 1
    assert got[0].json()["detail"].startswith("Vi fant ingen samtale med den koden.")
    assert t.get().status_code == 200


@pytest.mark.parametrize("body", [{}, {"code": 5}, {"code": None}, {"code": ["A"]}, [], "x"])
def test_kode_av_feil_form_gir_en_setning(http, body):
    response = http.post(RESUME, json=body)
    assert response.status_code == 422
    assert response.json()["detail"].endswith(".")


def test_ny_kode_sier_fra_at_den_gamle_ikke_virker(talk, http):
    t = talk()
    assert t.get("/code").json() == {"at": None}
    assert [http.post(f"{t.url}/code", headers=t.headers).json()["replaced"] for _ in range(2)] == [False, True]
    assert t.get("/code").json()["at"]
    assert set(t.get("/code").json()) == {"at"}


def test_ansatte_og_veiledede_samtaler_faar_ingen_kode(talk, http, staff, store):
    own, guided = begun(talk), talk(staff, mode="guided")
    code = code_of(own)
    for url, headers in ((own.url, staff), (guided.url, staff), (guided.url, guided.headers)):
        for method in ("POST", "GET"):
            assert http.request(method, f"{url}/code", headers=headers).status_code == 403
    assert http.post(RESUME, json={"code": code}).status_code == 200
    assert store.code_made(guided.id) is None


def test_kode_uten_nokkel_med_feil_nokkel_og_til_ukjent_samtale(talk, http, staff):
    t = talk()
    wrong = {"Authorization": "Bearer feil"}
    assert http.post(f"{t.url}/code").status_code == 401
    assert http.post(f"{t.url}/code", headers=wrong).status_code == 404
    assert http.post("/api/conversations/ukjent/code", headers=wrong).text == http.post(f"{t.url}/code", headers=wrong).text
    assert http.post("/api/conversations/ukjent/code", headers=staff).status_code == 404


def test_kode_staar_i_loggen_uten_aa_staa_der(talk, http, store, caplog):
    t = begun(talk)
    code = code_of(t)
    http.post(RESUME, json={"code": code})
    lines = store.audit(t.id)
    assert [(r["actor"], r["action"]) for r in lines[-2:]] == [("person", "kode_laget"), ("person", "kode_brukt")]
    assert code not in str(lines) + caplog.text


def test_samtale_aapnet_med_kode_kan_slettes_og_koden_er_borte(talk, http):
    t = begun(talk)
    code = code_of(t)
    token = http.post(RESUME, json={"code": code}).json()["token"]
    assert http.delete(t.url, headers={"Authorization": f"Bearer {token}"}).status_code == 204
    assert http.post(RESUME, json={"code": code}).status_code == 404
    assert t.get().status_code == 404
