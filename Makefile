# Every chore. `make demo` and `make test` need only Python 3.11 (or later) and make.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
DATA ?= ../shared
OUT := out
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

SAMPLES := src/demarche/data/samples/articles.jsonl
STORY := src/demarche/data/samples/story.jsonl
# A command as a person types it, then what it prints; the ledger is that of the story.
TELL := tell() { echo; echo "\$$ demarche $$*"; DEMARCHE_LEDGER__LOCATION=$(OUT)/story.db $(BIN)/demarche "$$@"; }; tell
BROWSER := $(shell command -v chromium || command -v chromium-browser || command -v google-chrome)

.DEFAULT_GOAL := help
.PHONY: help demo test lint types eval bench size docs serve reader clean

help:
	@echo "make demo     read sample articles, write $(OUT)/demo.html, and tell the story of one ledger"
	@echo "make test     run the tests"
	@echo "make lint     style, formatting, and the contracts between the rooms"
	@echo "make types    mypy --strict"
	@echo "make eval     all benchmarks in one table       (DATA=$(DATA))"
	@echo "make bench    articles a second on one core"
	@echo "make size     megabytes of a clean install"
	@echo "make docs     build the documentation in site/"
	@echo "make serve    the documentation on http://127.0.0.1:8000"
	@echo "make reader   train the reader's weights anew   (DATA=$(DATA))"
	@echo "make clean    remove what these made"

# What is installed where, as stamps: a second run finds them and starts at once.
$(BIN)/python:
	$(PYTHON) -m venv $(VENV)
$(VENV)/.runs: pyproject.toml | $(BIN)/python
	$(PIP) --editable .
	@touch $@
$(VENV)/.tests: pyproject.toml | $(BIN)/python
	$(PIP) --editable '.[dev]'
	@touch $@ $(VENV)/.runs
$(VENV)/.documents: pyproject.toml | $(BIN)/python
	$(PIP) --editable '.[docs]'
	@touch $@
$(VENV)/.trains: pyproject.toml | $(BIN)/python
	$(PIP) --editable '.[training]'
	@touch $@

demo: $(VENV)/.runs
	@mkdir -p $(OUT)
	@$(BIN)/demarche read $(SAMPLES) --html $(OUT)/demo.html
	@echo "The same with every quote marked in its article: $(CURDIR)/$(OUT)/demo.html"
	@rm -f $(OUT)/story.db*
	@$(TELL) add $(STORY)
	@$(TELL) link
	@$(TELL) contacts --between Putin Trump
	@$(TELL) commitments --status kept --as-of 2025-11-01
	@$(TELL) commitments --by RUS --open --as-of 2025-11-01
	@call=$$($(TELL) contacts --between Putin Trump --since 2025-03-18 --until 2025-03-18 \
	  --status occurred --limit 1 --json | sed -n 's/^{"id": "\([^"]*\)".*/\1/p') && \
	$(TELL) compare $$call

test: $(VENV)/.tests
ifeq ($(BROWSER),)
	@echo "No Chromium here: leaving out the tests that drive a browser."
	@$(BIN)/python -m pytest -m 'not browser'
else
	@$(BIN)/python -m pytest
endif

lint: $(VENV)/.tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

types: $(VENV)/.tests
	$(BIN)/mypy --strict src

eval: $(VENV)/.runs
	@$(BIN)/demarche eval all --data $(DATA)

bench: $(VENV)/.runs
	@$(BIN)/python benchmarks/speed.py

size: | $(BIN)/python
	@$(BIN)/python benchmarks/size.py

docs: $(VENV)/.documents
	@NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet
	@echo "The documentation: $(CURDIR)/site/index.html"

serve: $(VENV)/.documents
	@NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs serve --dev-addr 127.0.0.1:8000

reader: $(VENV)/.trains
	$(BIN)/python -m training.reader.train --data $(DATA)
	$(BIN)/python -m training.reader.export
	$(BIN)/python -m training.reader.temperature --data $(DATA)
	$(BIN)/python -m training.reader.card --data $(DATA)

clean:
	rm -rf $(OUT) site build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
