"""Many talks at once do not mix, and a talk that is hit twice at the same time stays whole."""

from __future__ import annotations

import asyncio

import httpx

BASE = "http://testserver"


async def one(client: httpx.AsyncClient, number: int) -> tuple[str, list[str]]:
    started = (await client.post("/api/conversations", json={"language": "nn" if number % 2 else "nb"})).json()
    headers, url = {"Authorization": f"Bearer {started['token']}"}, f"/api/conversations/{started['id']}"
    await client.post(f"{url}/messages", json={"client_id": "0", "choice": "ja"}, headers=headers)
    for turn in range(3):
        body = {"client_id": f"{turn + 1}", "text": f"samtale {number} tur {turn}"}
        response = await client.post(f"{url}/messages", json=body, headers=headers)
        assert response.status_code == 200
    messages = (await client.get(url, headers=headers)).json()["messages"]
    return started["id"], [m["text"] for m in messages]


def test_tjue_samtaler_samtidig_blandes_ikke(app, http, store):
    async def all_of_them():
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=BASE) as client:
            return await asyncio.gather(*(one(client, n) for n in range(20)))

    for number, (case_id, texts) in enumerate(asyncio.run(all_of_them())):
        for turn in range(3):
            assert f"samtale {number} tur {turn}" in texts
        others = [t for t in texts if "samtale " in t and f"samtale {number} " not in t]
        assert others == []
        assert {a.text for a in store.load(case_id).answers if a.text} == {f"samtale {number} tur {turn}" for turn in range(3)}


def test_samme_melding_sendt_fem_ganger_paa_en_gang_lagres_en_gang(app, http, talk, store):
    t = talk()
    t.choose("ja")

    async def five():
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=BASE) as client:
            sends = (client.post(f"{t.url}/messages", json={"client_id": "d", "text": "Å få sove"}, headers=t.headers) for _ in range(5))
            return await asyncio.gather(*sends)

    replies = asyncio.run(five())
    assert {r.status_code for r in replies} == {200}
    assert len({r.text for r in replies}) == 1
    assert [a.text for a in store.load(t.id).answers].count("Å få sove") == 1


def test_sletting_midt_i_en_tur_gir_404_og_ingenting_blir_igjen(app, http, talk, store):
    t = talk()
    t.choose("ja")

    async def both():
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=BASE) as client:
            say = client.post(f"{t.url}/messages", json={"client_id": "d", "text": "Å få sove"}, headers=t.headers)
            return await asyncio.gather(say, client.delete(t.url, headers=t.headers))

    said, deleted = asyncio.run(both())
    assert said.status_code in (200, 404)
    assert deleted.status_code == 204
    assert store.load(t.id) is None
