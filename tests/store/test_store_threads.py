"""Many at once: threads of one process, and two processes on one file."""

from __future__ import annotations

import threading

from assistant.domain.case import Case, RiskEvent
from assistant.store import AlreadyAnswered, StaleCase, open_store


def in_threads(count: int, work) -> list[Exception]:
    """Runs work(n) in that many threads at once; gives what they raised."""
    raised: list[Exception] = []
    gate = threading.Barrier(count)

    def run(n: int) -> None:
        gate.wait()
        try:
            work(n)
        except Exception as error:
            raised.append(error)

    threads = [threading.Thread(target=run, args=(n,)) for n in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return raised


def test_threads_when_20_talk_at_once_then_none_are_mixed(store, say, now):
    def talk(n: int) -> None:
        case = Case(f"sak{n}")
        store.create(case, f"token{n}", [], now)
        for turn in range(15):
            case = store.load(f"sak{n}")
            case.risks.append(RiskEvent(f"r{turn}-self", f"r{turn}", "hoy", "self", f"sak{n}", "q", "x"))
            say(case, f"sak{n} tur{turn}", client_id=str(turn))
            store.list_cases()
            store.log(f"sak{n}", "lest", f"sak{n}", now)

    assert in_threads(20, talk) == []
    for n in range(20):
        case = store.load(f"sak{n}")
        assert [a.text for a in case.answers] == [f"sak{n} tur{t}" for t in range(15)]
        assert {r.quote for r in case.risks} == {f"sak{n}"}
        assert [r["text"] for r in store.transcript(f"sak{n}")][::2] == [f"sak{n} tur{t}" for t in range(15)]
        assert {r["actor"] for r in store.audit(f"sak{n}") if r["action"] == "lest"} == {f"sak{n}"}
        assert store.check_token(f"sak{n}", f"token{n}")
        assert not store.check_token(f"sak{n}", f"token{n + 1}")
    assert len(store.alerts()) == 300


def test_threads_when_the_same_request_comes_20_times_then_recorded_once(store, say, now):
    store.create(Case("a"), "h", [], now)
    raised = in_threads(20, lambda n: say(Case("a"), "hei", client_id="c"))
    assert len(raised) == 19
    assert all(isinstance(error, AlreadyAnswered) for error in raised)
    assert len(store.transcript("a")) == 2


def test_threads_when_different_turns_of_one_case_come_at_once_then_one_wins_whole(store, say, now):
    store.create(Case("a"), "h", [], now)
    raised = in_threads(10, lambda n: say(Case("a"), f"tekst {n}", client_id=str(n)))
    assert len(raised) == 9
    assert all(isinstance(error, StaleCase) for error in raised)
    assert len(store.load("a").answers) == 1
    assert len(store.transcript("a")) == 2


def test_threads_when_some_delete_then_the_others_go_on(store, say, now):
    def work(n: int) -> None:
        case = Case(f"sak{n}")
        store.create(case, "h", [], now)
        for _ in range(5):
            say(case, f"tekst {n}")
        if n % 2:
            assert store.delete(f"sak{n}", "kari", now)

    assert in_threads(10, work) == []
    assert sorted(row["id"] for row in store.list_cases()) == [f"sak{n}" for n in range(0, 10, 2)]
    assert all(len(store.load(f"sak{n}").answers) == 5 for n in range(0, 10, 2))
    assert store.clean


def test_processes_when_two_have_the_file_open_then_both_write(store, path, say, now):
    other = open_store(path)
    store.create(Case("a"), "h", [], now)
    case = other.load("a")
    say(case, "fra den andre", into=other)
    say(store.load("a"), "fra den første")
    assert [a.text for a in other.load("a").answers] == ["fra den andre", "fra den første"]
    assert other.delete("a", "kari", now)
    assert store.load("a") is None
    other.close()
