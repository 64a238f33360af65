# Two commands do everything: `make serve` and `make test`.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
CORPUS := $(or $(COOPERATION_KG_CORPUS),$(wildcard ../shared/corpus))

FRONT := src/cooperation_kg/web/static/built/site.js
FRONT_SOURCES := $(wildcard web/*.js web/*.json web/src/*.js web/src/*/*.js)
NODE := $(shell command -v npm)
CLIENTS := tests/clients/node_modules/.package-lock.json

.PHONY: serve test lint types imports unit front clients quality benchmark clean

serve: $(VENV)/.installed front
	$(BIN)/cooperation-kg serve

test: lint types imports unit

lint: $(VENV)/.tested
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: $(VENV)/.tested
	$(BIN)/mypy

imports: $(VENV)/.tested
	$(BIN)/lint-imports

unit: $(VENV)/.tested front clients
	COOPERATION_KG_CORPUS="$(CORPUS)" $(BIN)/pytest -n auto --maxprocesses 4 --dist loadfile \
		--cov --cov-report=term:skip-covered

front: $(if $(NODE),$(FRONT),)
	$(if $(NODE),,@echo "Node is not here: the pages work, without the editor and its comforts" >&2)

$(FRONT): $(FRONT_SOURCES)
	cd web && npm ci --no-audit --no-fund --loglevel=error && npm run --silent build
	touch $@

clients: $(if $(NODE),$(CLIENTS),)

$(CLIENTS): tests/clients/package-lock.json
	cd tests/clients && npm ci --no-audit --no-fund --loglevel=error && touch node_modules/.package-lock.json \
	|| echo "Comunica could not be installed: its tests are skipped" >&2

quality: $(VENV)/.tested
	COOPERATION_KG_CORPUS="$(CORPUS)" $(BIN)/python tools/quality.py

benchmark: $(VENV)/.peers
	$(BIN)/python benchmarks/run.py
	$(BIN)/python benchmarks/throughput.py

clean:
	rm -rf $(VENV) web/node_modules tests/clients/node_modules $(dir $(FRONT)) .coverage .mypy_cache .ruff_cache .pytest_cache .import_linter_cache

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.12")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --editable .
	touch $@

$(VENV)/.peers: $(VENV)/.tested
	$(BIN)/python -m pip install --quiet oxigraph 'rdflib-endpoint[web]'
	touch $@

$(VENV)/.tested: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	touch $@ $(VENV)/.installed
