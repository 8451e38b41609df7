"""What `import demarche` gives, and that it costs next to nothing."""

import subprocess
import sys

import pytest

import demarche

HEAVY = ("spacy", "onnxruntime", "pydantic", "jinja2", "rich", "trafilatura", "numpy", "sqlalchemy")


def run_python(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.strip()


@pytest.mark.parametrize("name", demarche.__all__)
def test_every_public_name_is_there(name):
    assert getattr(demarche, name) is not None
    assert name in dir(demarche)


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'red'"):
        _ = demarche.red


def test_importing_loads_nothing_heavy():
    code = f"import sys, demarche; print([m for m in {HEAVY} if m in sys.modules])"
    assert run_python(code) == "[]"


def test_the_program_loads_nothing_heavy_before_a_command_runs():
    code = f"import sys, demarche.cli.app; print([m for m in {HEAVY} if m in sys.modules])"
    assert run_python(code) == "[]"


def test_a_report_shows_itself_however_it_was_made():
    code = (
        "import json\n"
        "from demarche.model import Report\n"
        "text = 'Rivas met Lind.'\n"
        "line = {'document': {'id': 'd', 'text': text, 'sha256': ''}}\n"
        "print('demarche-report' in Report.model_validate_json(json.dumps(line))._repr_html_())"
    )
    assert run_python(code) == "True"
