"""`demarche review`: decisions by command and by letter, the queue, the log, gold."""

from __future__ import annotations

import json
import shutil

import pytest

from demarche.query import open_ledger
from tests.ledger.reviewing.conftest import made  # noqa: F401  (a fixture)


@pytest.fixture
def path(tmp_path, made):  # noqa: F811
    """A linked ledger of three releases of one call."""
    file = tmp_path / "ledger.db"
    shutil.copyfile(made, file)
    return file


@pytest.fixture
def review(run, path):
    """Run `demarche review WORDS` on the ledger as ana."""

    def _review(*words, stdin=b"", author=True):
        who = ("--author", "ana") if author else ()
        return run("review", *words, *who, "--ledger", path, stdin=stdin)

    return _review


def ask(path, **limits):
    with open_ledger(path) as ledger:
        return ledger.contacts(every=True, **limits).rows


def test_accept_and_reject(review, path):
    one, other, last = ask(path, status="occurred")
    done = review("accept", one.id)
    assert (done.status, done.out, done.err) == (0, f"accepted  {one.id}\n", "")
    assert review("reject", other.id).out == f"rejected  {other.id}\n"
    assert {row.id: row.review for row in ask(path, status="occurred")} == {
        one.id: f"accepted by ana, {today(review)}", last.id: None,
    }  # fmt: skip


def today(review):
    return json.loads(review("log", "--json").out.splitlines()[0])["at"][:10]


def test_a_decision_as_json_has_its_author_and_time(review, path):
    (event, *_) = ask(path)
    told = json.loads(review("accept", event.id, "--json").out)
    assert told["author"] == {"kind": "person", "name": "ana"}
    assert told["at"].endswith("+00:00")
    assert told["subjects"][0]["id"] == event.id


def test_correct_shows_the_correction_and_its_author(review, run, path):
    (plan, *_) = ask(path, status="planned")
    done = review("correct", plan.id, "status=proposed", "place=none")
    assert done.out == f"corrected  {plan.id}  (status, place)\n"
    shown = run("contacts", "--status", "proposed", "--ledger", path).out
    assert f"status, place corrected by ana, {today(review)}" in " ".join(shown.split())


def test_split_merge_and_undo(review, path):
    one, other, last = ask(path, status="occurred")
    done = review("split", one.id)
    assert done.out.splitlines().count(f"same  {', '.join(sorted((other.id, last.id)))}") <= 1
    assert "different" in done.out
    assert len({row.occurrence for row in ask(path, status="occurred")}) == 2
    assert review("undo").out.startswith("withdrew  j:")
    assert len({row.occurrence for row in ask(path, status="occurred")}) == 1
    review("split", one.id)
    assert review("merge", one.id, other.id).status == 0
    assert len({row.occurrence for row in ask(path, status="occurred")}) == 1


def test_the_queue_for_a_person_and_as_json(review, path):
    lines = [json.loads(x) for x in review("list", "--json", author=False).out.splitlines()]
    assert len(lines) == 20
    assert [one["priority"] for one in lines] == sorted(
        (one["priority"] for one in lines), reverse=True
    )
    shown = review("list", "--limit", "2", "--kind", "event", author=False)
    assert (shown.status, shown.err) == (0, "")
    assert "Ana Rivas ⇄ Tomas Lind" in shown.out
    assert shown.out.count("id        e:") == 2
    assert "\x1b" not in shown.out


def test_the_log(review, path):
    (event, *_) = ask(path, status="planned")
    assert review("log").out == "Nothing was decided yet.\n"
    review("correct", event.id, "status=proposed")
    review("undo")
    undone, corrected = review("log").out.splitlines()[:2]
    assert "ana: withdrawn" in undone
    assert f"ana: corrected  {event.id}  (taken back)" in corrected
    assert 'status = "proposed"' in review("log").out


def test_a_session(review, path):
    letters = b"a\nr\nx\nn\nu\nq\n"  # an unknown letter is asked again; the rejection is undone
    done = review("--kind", "event", stdin=letters)
    assert done.status == 0
    assert done.out.count("[a]ccept [r]eject") == 6
    assert "accepted  e:" in done.out
    assert "withdrew  j:" in done.out
    assert done.err == f"demarche: {path}: 3 decisions\n"
    entries = [json.loads(line) for line in review("log", "--json").out.splitlines()]
    assert [(one["verdict"], one["holds"]) for one in entries] == [
        ("withdrawn", True), ("rejected", False), ("accepted", True),
    ]  # fmt: skip


def test_a_session_corrects_splits_and_goes_on_after_a_mistake(review, path):
    letters = b"c\nstatus=perhaps\n\ns\nc\nduration=45\n\nq\n"
    done = review("--kind", "event", stdin=letters)
    assert "K122: status cannot be perhaps" in done.out
    assert "different  e:" in done.out
    assert "(duration)" in done.out
    assert 45 in {row.duration for row in ask(path, status="occurred")}


def test_a_session_ends_with_the_input(review):
    done = review(stdin=b"a\n")
    assert (done.status, done.out.count("accepted  ")) == (0, 1)


def test_gold(review, run, path, tmp_path):
    file = tmp_path / "gold.jsonl"
    (event, *_) = ask(path, outlet="Coast Wire")
    run("review", "accept", event.document, "--author", "ana", "--ledger", path)
    (other, *_) = ask(path, outlet="The Gazette")
    review("accept", other.id)
    done = review("--export", file)
    assert (done.status, done.out) == (0, "")
    assert done.err == (
        f"demarche: {file}: 1 documents, 8 records; 1 documents left out, 7 records undecided\n"
    )
    (line,) = file.read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["id"] == event.document
    assert review("--export", "-").out == line + "\n"
    assert "K126" in review("--export", tmp_path).err


MISTAKES = [
    (("accept", "e:none"), "K120"),
    (("correct", "PLAN", "colour=red"), "K121"),
    (("correct", "PLAN", "status"), "K121"),
    (("correct", "PLAN", "status=perhaps"), "K122"),
    (("correct", "PLAN", "place=Atlantis"), "K123"),
    (("merge", "PLAN"), "K120"),
    (("split", "c:none"), "K120"),
    (("undo",), "K125"),
    (("undo", "j:none"), "K120"),
]


@pytest.mark.parametrize(("words", "code"), MISTAKES)
def test_a_mistake_is_one_line(review, path, words, code):
    (plan, *_) = ask(path, status="planned")
    if words == ("merge", "PLAN"):
        words = ("merge", "PLAN", "e:none")
    done = review(*(plan.id if word == "PLAN" else word for word in words))
    assert (done.status, done.out) == (2, "")
    assert done.err.startswith(f"demarche: {code}: ")
    assert done.err.count("\n") == 1


def test_nobody_s_name(run, path, monkeypatch):
    def fail():
        raise KeyError("no such user")

    monkeypatch.setattr("getpass.getuser", fail)
    assert "K127" in run("review", "undo", "--ledger", path).err
    monkeypatch.setattr("getpass.getuser", lambda: "ben")
    (event, *_) = ask(path)
    run("review", "accept", event.id, "--ledger", path)
    assert "accepted by ben" in str(next(r for r in ask(path) if r.id == event.id).review)
