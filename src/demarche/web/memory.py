"""Answers that go over the whole ledger, kept until the ledger changes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import TypeVar, cast

from demarche.query import Ledger

T = TypeVar("T")
_KEPT = 256


class Memory:
    """Remembers answers by what was asked; when the ledger changes, all are forgotten."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._lock = Lock()
        self._stamp: object = None
        self._answers: OrderedDict[object, object] = OrderedDict()

    def recall(self, asked: object, answer: Callable[[], T]) -> T:
        """Return the answer to what was asked; it is made where it is not known."""
        stamp = self._ledger.stamp()
        with self._lock:
            if stamp != self._stamp:
                self._answers.clear()
                self._stamp = stamp
            if asked in self._answers:
                self._answers.move_to_end(asked)
                return cast(T, self._answers[asked])
        made = answer()
        with self._lock:
            if stamp == self._stamp:
                self._answers[asked] = made
                if len(self._answers) > _KEPT:
                    self._answers.popitem(last=False)
        return made
