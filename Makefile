# What one does with a clone of rmadesk. `make help` lists it.

SHELL := bash
.DEFAULT_GOAL := help
.PHONY: help setup run test bench screenshots docs check lock clean
MAKEFLAGS += --no-print-directory
PYTHON_OF_DESK := .venv/bin/python

help: ## this list
	@sed -n 's/^\([a-z]*\):[^#]*## \(.*\)/  make \1\t\2/p' $(firstword $(MAKEFILE_LIST)) | expand -t 20

setup: ## make this clone ready: system libraries by apt, the rest into .venv
	@installer/setup-linux.sh

run: setup ## open the window on demonstration data; with no display, play the same day on the terminal
	@$(PYTHON_OF_DESK) -m rmadesk demo

test: setup ## everything that must hold: lint, types, import rules, all tests, the wheel (ARGS="-k label" goes to pytest)
	@tests/run.sh $(ARGS)

check: setup ## lint, formatting, types and import rules only
	@tests/run.sh --checks-only

bench: setup ## speed against bare libraries, written to build/bench.json (ONLY=name runs one; SCAN_SET=DIR reads its pictures too)
	@$(PYTHON_OF_DESK) tests/benchmarks/run.py $(if $(ONLY),--only $(ONLY)) $(if $(SCAN_SET),--scan-set "$(SCAN_SET)")

screenshots: setup ## a picture of each page in build/screenshots
	@$(PYTHON_OF_DESK) tests/support/screenshots.py

docs: setup ## make docs/policy.md again from the editions
	@$(PYTHON_OF_DESK) docs/make_policy_page.py

lock: ## renew requirements.lock from pyproject.toml (UPGRADE=1 takes newer versions)
	@. installer/uv-environment.sh $(PYTHON_OF_DESK) && .venv/bin/uv pip compile --quiet --universal --python-version 3.11 \
		--generate-hashes --extra dev --extra heic --extra ocr --custom-compile-command "make lock" $(if $(UPGRADE),--upgrade) \
		pyproject.toml --output-file requirements.lock

clean: ## remove what was built or cached; .venv stays
	@rm -rf build dist .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	@find rmadesk ui resources tests -name __pycache__ -type d -prune -exec rm -rf {} +
