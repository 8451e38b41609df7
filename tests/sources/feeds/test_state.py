import subprocess
import sys

import pytest

from demarche.errors import SourceError
from demarche.sources.feeds.entries import Entry
from demarche.sources.feeds.state import MOST_TRIES, Memory, open_state

FEED = "https://example.org/feed"


def make(number: int, **known: str) -> Entry:
    address = f"https://example.org/{number}"
    return Entry(address, address, **known)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "ledger.db.watch"


def test_what_is_noted_is_there_after_a_restart(path):
    state = open_state(path)
    memory = Memory('"7"', "Wed", "2025-01-01", 2, 99.5)
    assert state.note_visit(FEED, memory, [make(1), make(2)]) == 2
    assert state.note_visit(FEED, memory, [make(1), make(3)]) == 1
    state.settle(make(1).key, "added")
    state.note_robots("https://example.org", "User-agent: *", 50.0)
    state.note_hold("https://example.org", 70.0)
    state.close()
    state = open_state(path)
    assert state.recall(FEED) == memory
    assert [entry.key[-1] for entry in state.list_waiting(FEED, 9)] == ["2", "3"]
    assert state.count_waiting(FEED) == 2
    assert state.recall_robots("https://example.org", 49.0) == "User-agent: *"
    assert state.recall_robots("https://example.org", 51.0) is None
    assert state.recall_hold("https://example.org") == 70.0
    state.close()


def test_nothing_is_known_of_what_was_never_visited(path):
    state = open_state(path)
    assert state.recall(FEED) == Memory()
    assert state.recall_robots("https://example.org", 0.0) is None
    assert state.recall_hold("https://example.org") == 0.0
    state.close()


def test_the_newest_wait_first_and_the_undated_last(path):
    state = open_state(path)
    entries = [
        make(1), make(2, published="2025-01-01"), make(3, changed="2025-02-01"), make(4),
    ]  # fmt: skip
    state.note_visit(FEED, Memory(), entries)
    assert [entry.key[-1] for entry in state.list_waiting(FEED, 9)] == ["3", "2", "1", "4"]
    assert [entry.key[-1] for entry in state.list_waiting(FEED, 1)] == ["3"]
    assert state.list_waiting(FEED, 9)[1] == entries[1]
    state.close()


def test_a_failure_is_tried_again_a_few_times(path):
    state = open_state(path)
    state.note_visit(FEED, Memory(), [make(1)])
    for tries in range(MOST_TRIES):
        assert state.count_waiting(FEED) == 1, tries
        state.note_failure(make(1).key)
    assert state.count_waiting(FEED) == 0
    state.close()


def test_two_watches_over_one_ledger_are_refused(path):
    state = open_state(path)
    opener = (
        "import sys; from pathlib import Path; from demarche.errors import SourceError\n"
        "from demarche.sources.feeds import open_state\n"
        "try: open_state(Path(sys.argv[1]))\n"
        "except SourceError as error: print(error.code)"
    )
    done = subprocess.run([sys.executable, "-c", opener, path], capture_output=True, check=True)
    assert done.stdout == b"S236\n"
    state.close()
    open_state(path).close()


@pytest.mark.parametrize("content", [b"no database" * 100, b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_damaged_state_is_told_with_what_to_do(path, content):
    path.write_bytes(content)
    with pytest.raises(SourceError) as error:
        open_state(path)
    assert error.value.code == "S237"
    assert "delete it" in error.value.hint


def test_a_state_in_a_folder_that_is_not_there(tmp_path):
    with pytest.raises(SourceError) as error:
        open_state(tmp_path / "none" / "x.watch")
    assert error.value.code == "S237"
