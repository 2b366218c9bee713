# Two commands do everything: `make demo` and `make test`. PYTHON chooses the interpreter.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
OUT ?= out
EXAMPLE := examples/rd-1000
# A virtual environment made by another interpreter is made anew.
MADE := $(VENV)/.made-by-$(subst /,-,$(PYTHON))

# Python keeps what it compiled, whatever the shell says: else each start would compile anew.
export PYTHONDONTWRITEBYTECODE :=

.DEFAULT_GOAL := help
.PHONY: help demo test lint style types arrows sources bench soak cases schemas clean

help: ## say what can be made
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/	/'

demo: $(VENV)/.core ## set up, advise on the article's organisation, write the report in both languages
	@mkdir -p $(OUT)
	@$(BIN)/pmo-advisor advise $(EXAMPLE)/answers.yaml
	@for lang in zh en; do for kind in html md; do \
	  said=$$($(BIN)/pmo-advisor advise $(EXAMPLE)/answers.yaml --lang $$lang \
	    -o $(OUT)/rd-1000.$$lang.$$kind 2>&1) || { echo "$$said" >&2; exit 1; }; \
	done; done
	@echo
	@ls $(OUT)/rd-1000.*.html $(OUT)/rd-1000.*.md | sed 's|^|  |'

test: $(VENV)/.test ## set up and run every check and test
	@$(BIN)/python tools/preflight.py
	@$(MAKE) --no-print-directory -j 2 types style arrows sources
	$(BIN)/pytest -n 2 --dist loadfile --no-loadscope-reorder

lint: style types arrows ## style, types, and the arrows between rooms

style: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.test
	$(BIN)/mypy

arrows: $(VENV)/.test
	$(BIN)/lint-imports --no-cache

sources: $(VENV)/.test
	$(BIN)/pmo-advisor pack check --sources > $(VENV)/sources.txt || { cat $(VENV)/sources.txt; exit 2; }

cases: $(VENV)/.test ## agreement with published cases, beside the naive baseline
	@$(BIN)/python -m tools.cases

bench: $(VENV)/.test ## speed, as ratios measured in one run
	@$(BIN)/python -m tools.bench

soak: $(VENV)/.test ## the long counts in full; writes docs/measurements.md
	@rm -rf .soak
	PMO_SOAK=1 $(BIN)/pytest -m soak -n 0
	@$(BIN)/python -m tools.measurements

schemas: $(VENV)/.core ## write the published JSON Schemas again
	$(BIN)/pmo-advisor pack schemas -o docs/schemas

clean: ## remove what was made
	rm -rf $(VENV) $(OUT) dist build .soak .hypothesis .*_cache

# What a virtual environment has come to: made, the program in it, what the tests need in it.
$(MADE):
	@$(PYTHON) tools/preflight.py >/dev/null
	@$(PYTHON) -m venv $$(test ! -e $(VENV)/pyvenv.cfg || echo --clear) $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade pip
	@touch $@

$(VENV)/.core: $(MADE) pyproject.toml
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[prove]'
	@$(BIN)/python -m compileall -q pmo_advisor
	@touch $@

$(VENV)/.test: $(VENV)/.core pyproject.toml
	@$(BIN)/python -m pip install --no-compile --quiet --disable-pip-version-check \
	  --editable '.[all]' --group dev
	@touch $@
