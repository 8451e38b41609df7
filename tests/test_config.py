"""Settings: the file's values, the environment above them, and faults with a code."""

import pytest

from demarche.config import load_settings
from demarche.errors import ConfigError


@pytest.fixture(autouse=True)
def _forget():
    load_settings.cache_clear()
    yield
    load_settings.cache_clear()


def test_defaults_come_from_the_file():
    assert load_settings().fetch.timeout_seconds == 20.0
    assert load_settings().fetch.allow_private is False


def test_environment_overrides(monkeypatch):
    monkeypatch.setenv("DEMARCHE_FETCH__MAX_BYTES", "1000")
    assert load_settings().fetch.max_bytes == 1000


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DEMARCHE_FETCH__MAX_BYTES", "many"),
        ("DEMARCHE_FETCH__MAX_BYTES", "-1"),
        ("DEMARCHE_FETCH__MAX_BITES", "1000"),
        ("DEMARCHE_FETCH", "fast"),
    ],
)
def test_faults_have_a_code_and_name_the_setting(monkeypatch, name, value):
    monkeypatch.setenv(name, value)
    with pytest.raises(ConfigError, match=r"C101: .*fetch"):
        load_settings()
