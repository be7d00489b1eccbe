# `make demo` shows the main job, `make test` proves it; both install into .venv first.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
RUN := $(VENV)/bin/python
SARIF := .sarif/node_modules/@microsoft/sarif-multitool
PIP := $(RUN) -m pip --quiet --disable-pip-version-check

.DEFAULT_GOAL := test
.PHONY: install demo test check lint types sdks sarif libraries crash fuzz bench lock clean

install: $(VENV)/installed

# The stamp follows the lock file: another lock, another installation.
$(VENV)/installed: requirements.lock pyproject.toml
	@echo "installing into $(VENV)"
	@$(PYTHON) -m venv $(VENV)
	@$(PIP) install --require-hashes --requirement requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

# Findings are what the demonstration is for: exit status 1 is its success.
demo: install
	@echo "\$$ samepath check examples"
	@$(VENV)/bin/samepath check examples || test $$? -eq 1
	@test ! -f examples/runtime/crash.py || $(RUN) examples/runtime/crash.py

test: lint types
	@$(RUN) -m pytest --numprocesses auto

check: lint types
	@$(VENV)/bin/samepath check src

lint: install
	@$(RUN) -m ruff check --quiet .
	@$(RUN) -m ruff format --quiet --check .

types: install
	@$(RUN) -m mypy --strict

# Looks the names of the catalogue up in the libraries themselves; not part of the gate.
libraries: install
	@$(PYTHON) -m venv .libraries
	@.libraries/bin/pip install --quiet --no-deps --requirement tests/catalogue/libraries.txt
	@DJANGO_SETTINGS_MODULE=django.conf.global_settings .libraries/bin/python -W ignore \
	  tests/catalogue/resolve_names.py --count src/samepath/rules/catalogue/packages/*.toml

# What the dialects were read from, so that the tests look their names up: a gigabyte.
sdks: install
	@$(RUN) scripts/install_sdks.py

# Microsoft's validator, so that the tests hold our SARIF against it: a hundred megabytes.
sarif: $(SARIF)/package.json

$(SARIF)/package.json:
	@npm install --silent --no-audit --no-fund --no-save --prefix .sarif @microsoft/sarif-multitool@5.7.0
	@chmod +x $(SARIF)-*/Sarif.Multitool*

crash: install
	@$(RUN) tests/crash_heavy.py

fuzz: install
	@$(RUN) tests/fuzz_heavy.py

bench: install
	@for script in benchmarks/*.py; do echo "$$script"; $(RUN) "$$script" || exit; done

# Versions and hashes only: whoever installs decides where packages come from.
lock:
	uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --all-extras --group dev \
	  --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --upgrade \
	  --output-file requirements.lock

clean:
	rm -rf $(VENV) .sdks .libraries .sarif build dist .mypy_cache .pytest_cache .ruff_cache .samepath_cache
