"""Several programs make one ledger at the same moment."""

from __future__ import annotations

import multiprocessing
from pathlib import Path
from typing import Any

from demarche.errors import LedgerError
from demarche.ledger.store import open_store

ROUNDS = 12


def create(folder: Path, start: Any, said: Any) -> None:
    for number in range(ROUNDS):
        start.wait()
        try:
            open_store(folder / f"{number}.db", create=True).close()
            said.put("")
        except LedgerError as error:
            said.put(str(error))


def test_all_of_them_find_it_made(tmp_path: Path) -> None:
    spawn = multiprocessing.get_context("spawn")
    start, said = spawn.Barrier(3), spawn.Queue()
    makers = [spawn.Process(target=create, args=(tmp_path, start, said)) for _ in range(3)]
    for maker in makers:
        maker.start()
    heard = [said.get(timeout=120) for _ in range(3 * ROUNDS)]
    for maker in makers:
        maker.join()
    assert set(heard) == {""}
