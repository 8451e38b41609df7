"""`demarche serve`: what it refuses before it listens."""

import pytest

pytest.importorskip("fastapi")


def test_review_needs_a_token_on_this_machine_too(run, tmp_path):
    for options in ((), ("--token", "short")):
        done = run("serve", "--review", *options, "--ledger", tmp_path / "none.db")
        assert done.status == 2
        assert done.err.startswith("demarche: W103: ")
        assert "--token" in done.err
