# Two commands do everything: `make demo` and `make test`. PYTHON chooses the interpreter.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
OUT ?= out
EXAMPLE := examples/rd-1000

.DEFAULT_GOAL := help
.PHONY: help demo test lint bench soak cases schemas docs clean

help: ## say what can be made
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/'

demo: $(VENV)/.core ## set up, advise on the article's organisation, write the report in both languages
	@mkdir -p $(OUT)
	@$(BIN)/pmo-advisor advise $(EXAMPLE)/answers.yaml
	@for lang in zh en; do \
	  $(BIN)/pmo-advisor advise $(EXAMPLE)/answers.yaml --lang $$lang -o $(OUT)/rd-1000.$$lang.html 2>/dev/null && \
	  $(BIN)/pmo-advisor advise $(EXAMPLE)/answers.yaml --lang $$lang -o $(OUT)/rd-1000.$$lang.md 2>/dev/null || exit $$?; \
	done
	@echo
	@ls $(OUT)/rd-1000.*.html $(OUT)/rd-1000.*.md | sed 's|^|  |'

test: $(VENV)/.test ## set up and run every check and test
	@$(MAKE) --no-print-directory lint
	$(BIN)/pmo-advisor pack check --sources > $(VENV)/sources.txt || { cat $(VENV)/sources.txt; exit 2; }
	$(BIN)/pytest -n 2 --dist worksteal

lint: $(VENV)/.test ## style, types, and the arrows between rooms
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

cases: $(VENV)/.test ## agreement with published cases, beside the naive baseline
	@$(BIN)/python -m tools.cases

bench: $(VENV)/.test ## speed, as ratios measured in one run
	@$(BIN)/python -m tools.bench

soak: $(VENV)/.test ## the long counts in full; writes docs/measurements.md
	PMO_SOAK=1 $(BIN)/pytest -m soak -n 0 -s
	@$(BIN)/python -m tools.measurements

schemas: $(VENV)/.core ## write the published JSON Schemas again
	$(BIN)/pmo-advisor pack schemas -o docs/schemas

clean: ## remove what was made
	rm -rf $(VENV) $(OUT) dist build .mypy_cache .pytest_cache .ruff_cache .hypothesis

$(VENV)/.python: 
	@$(PYTHON) tools/preflight.py
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade pip
	@touch $@

$(VENV)/.core: $(VENV)/.python pyproject.toml
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.test: $(VENV)/.core pyproject.toml
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[all]' --group dev
	@touch $@
