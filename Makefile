# The doors of the house. `make` alone lists them.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

# What .venv brings (Python's tools, and Node where the machine has none) goes before what the machine has.
export PATH := $(CURDIR)/.venv/bin:$(PATH)
export PIP_DISABLE_PIP_VERSION_CHECK := 1

ready := .venv/.ready
ready_dev := .venv/.ready-dev
ready_web := web/node_modules/.ready
built := web/node_modules/.built

made := -name node_modules -o -name dist -o -path '*/locales/*.ts'
web_sources := $(shell find web \( $(made) \) -prune -o -type f -print)
fast_tests := $(wildcard tests/core tests/app tests/config tests/floor tests/house tests/test_*.py)
browser_tests := $(wildcard tests/browser/test_*.py)
widget_tests := $(wildcard tests/browser/test_widget_*.py)
# Two lots of about the same length, so that neither core waits for the other at the end.
workspace_early := $(wildcard tests/browser/test_[a-o]*.py)
workspace_late := $(filter-out $(workspace_early) $(widget_tests),$(browser_tests))
server_tests := $(filter-out $(fast_tests) tests/browser,$(patsubst %/,%,$(wildcard tests/*/)))

# Locks name no host and no path: a mirror of the registry serves as well as the registry.
pip_compile := CUSTOM_COMPILE_COMMAND="make lock" pip-compile --quiet --generate-hashes --allow-unsafe \
	--strip-extras --no-emit-index-url --no-emit-trusted-host --no-emit-find-links

.PHONY: schema pictures help run build test test-fast
.PHONY: test-server test-workspace-early test-workspace-late test-widget
.PHONY: mission lint format lock clean check-web browser

help: ## list the doors
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

run: $(ready) $(built) ## start with the sample organisation on this machine
	@exec cordboard run

build: $(built) ## build the web parts

test: ## everything, as the continuous integration does
	@$(MAKE) $(ready_dev)  # first and alone: pip may replace itself
	@$(MAKE) -j2 --output-sync=target lint test-fast check-web browser
	@$(MAKE) build
	@# The longest first.
	@$(MAKE) -j2 --output-sync=target test-workspace-early test-server test-workspace-late test-widget

test-server: build $(ready_dev)
	@pytest $(server_tests)

test-workspace-early: build $(ready_dev)
	@pytest $(workspace_early)

test-workspace-late: build $(ready_dev)
	@pytest $(workspace_late)

test-widget: build $(ready_dev)
	@pytest $(widget_tests)

test-fast: $(ready_dev) ## rules, floor and house, in seconds
	@pytest $(fast_tests)

mission: $(ready_dev) ## which rows of the mission are proven, and by which tests
	@python tests/mission.py

lint: $(ready_dev) ## style, types and arrows
	@ruff check --quiet
	@ruff format --quiet --check
	@mypy --no-error-summary
	@lint-imports --no-logo

format: $(ready_dev) $(ready_web) ## rewrite what a machine can
	@ruff check --quiet --fix-only
	@ruff format --quiet
	@cd web && npm run --silent format

schema: $(ready) $(ready_web) ## write the interfaces' documents and the web types from the code
	@python -m cordboard.api.schema > docs/api/openapi.json
	@python -m cordboard.api.schema --asyncapi > docs/api/asyncapi.json
	@cd web && npm run --silent codegen --workspace @cordboard/codegen

pictures: build $(ready_dev) browser ## take the documentation's screenshots anew
	@CORDBOARD_WRITE_PICTURES=1 pytest -q tests/browser/test_pictures.py

lock: $(ready_dev) $(ready_web) ## write the lock files anew
	$(pip_compile) --all-build-deps --output-file requirements.lock pyproject.toml
	$(pip_compile) --all-build-deps --extra dev --constraint requirements.lock \
		--output-file requirements-dev.lock pyproject.toml
	$(pip_compile) --output-file requirements-node.lock requirements-node.in
	cd web && npm install --package-lock-only && npm ci --dry-run

clean: ## remove what was made, but not ./var
	rm -rf .venv web/node_modules web/*/node_modules web/tools/*/node_modules web/*/dist .*_cache .hypothesis
	find . -name __pycache__ -prune -exec rm -rf {} +

check-web: $(ready_web)
	@cd web && npm run --silent check

browser:
	@scripts/need-browser

.venv/bin/python:
	@scripts/need-python

$(ready): requirements.lock pyproject.toml | .venv/bin/python
	@echo "Installing the server into .venv"
	@pip install -qq --require-hashes --no-deps --requirement requirements.lock
	@pip install -qq --no-deps --no-build-isolation --editable .
	@touch $@

$(ready_dev): requirements-dev.lock $(ready)
	@echo "Installing what the checks need into .venv"
	@pip install -qq --require-hashes --no-deps --requirement requirements-dev.lock
	@touch $@

$(ready_web): web/package-lock.json web/.npmrc requirements-node.lock | .venv/bin/python
	@scripts/need-node
	@echo "Installing the web parts' packages into web/node_modules"
	@cd web && npm ci --no-progress --loglevel=error
	@touch $@

$(built): $(ready_web) $(web_sources)
	@echo "Building the web parts"
	@cd web && npm run --silent build
	@touch $@
