# make run: start tjenesten. make test: kjør alle tester. Alt som trengs, blir installert av seg selv.
PORT ?= 8000
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
CLI := $(BIN)/kartlegging
export RASA_TELEMETRY_ENABLED := false
export TF_CPP_MIN_LOG_LEVEL := 3

.PHONY: run setup test test-long lint train bench docs lock clean browser office

run: setup
	@$(CLI) serve --port $(PORT)

setup: .venv/.installed web_widget/dist/kartlegging-chat.js
	@$(CLI) train --quiet

.venv/.installed: requirements.lock pyproject.toml $(wildcard models/*.whl)
	@echo "1/4  Lager virtuelt miljø med $(PYTHON) ..."
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' || { echo "Python 3.11 trengs. Sett PYTHON=/sti/til/python3.11"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==0.13.9
	@echo "2/4  Installerer låste pakker (om lag 2 GB første gang, noen minutter) ..."
	@$(BIN)/uv pip sync --quiet --python $(BIN)/python --require-hashes requirements.lock
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-index $(wildcard models/*.whl)
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e .
	@touch $@

web_widget/dist/kartlegging-chat.js: web_widget/package-lock.json web_widget/package.json $(shell find web_widget/src web_widget/scripts -type f 2>/dev/null)
	@echo "3/4  Bygger chatten ..."
	@cd web_widget && npm ci --silent --no-audit --no-fund && npm run --silent build
	@touch $@

train: setup

test: setup browser office tests/validering/node_modules/.package-lock.json
	@$(BIN)/python -m pytest -q

test-long: setup browser office tests/validering/node_modules/.package-lock.json
	@$(BIN)/python -m pytest -q -m "long or not long"

browser:
	@sh tests/browser/install.sh

office:
	@sh tests/export/install.sh

tests/validering/node_modules/.package-lock.json: tests/validering/package-lock.json
	@cd tests/validering && npm ci --silent --no-audit --no-fund --ignore-scripts
	@touch $@

lint: setup
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/python -m assistant.domain.arkskjema --check
	@$(BIN)/python -m assistant.datasjekk

bench: setup
	@$(CLI) bench

docs: setup
	@$(BIN)/python -m assistant.domain.arkskjema

lock:
	$(BIN)/uv pip compile --quiet pyproject.toml --extra dev --python-version 3.11 --no-emit-index-url --generate-hashes --no-header -o requirements.lock

clean:
	rm -rf .venv web_widget/node_modules web_widget/dist models/kartlegging-*.tar.gz models/risiko-*.npz .cache .rasa
