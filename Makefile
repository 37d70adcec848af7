# Everything there is to do here; `make help` lists it.

VENV   ?= .venv
BIN    := $(VENV)/bin
PYTHON ?=
export VENV PYTHON

# Stamps: a target that was made is not made again until what it was made from changes.
RUNS     := $(VENV)/.pizza-runs
DEVELOPS := $(VENV)/.pizza-develops

.DEFAULT_GOAL := help
.PHONY: help setup demo check test bench gallery clean

help: ## list what there is to do
	@sed -n 's/^\([a-z]*\):.*## /\1	/p' $(MAKEFILE_LIST) | while IFS='	' read -r name text; do printf '  make %-8s %s\n' "$$name" "$$text"; done

setup: $(DEVELOPS) ## make .venv with pizza and the tools to work on it; brings cairo's headers when missing
	@echo "ready: $(BIN)/pizza --help"

demo: $(RUNS) ## render examples/attention.py at 1080p to out/attention.mp4
	@mkdir -p out
	@$(BIN)/pizza render examples/attention.py Attention -q h -o out/attention.mp4
	@echo "open out/attention.mp4"

check: $(DEVELOPS) ## the fast look: format, lint, types, tests that are not slow
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/pytest -q -n auto -m "not slow"

test: $(DEVELOPS) ## everything: format, lint, types, all tests, every example
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/pytest -n auto

bench: $(DEVELOPS) ## measure how fast drawing and rendering are
	@for file in benchmarks/*.py; do echo "== $$file"; $(BIN)/python "$$file"; done

gallery: $(DEVELOPS) ## make the pictures of the docs and the list of names anew
	@$(BIN)/python scripts/gallery.py
	@$(BIN)/python scripts/names.py

clean: ## delete what was made: .venv, out, caches
	rm -rf $(VENV) out dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(RUNS): pyproject.toml scripts/setup.sh
	@sh scripts/setup.sh
	@touch $@

$(DEVELOPS): pyproject.toml scripts/setup.sh
	@sh scripts/setup.sh dev
	@touch $(RUNS) $@
