# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# `make` or `make help` lists the targets. Only git, make, python3 (3.11 or newer) and PyPI are needed.

PYTHON ?= python3
LC_ALL ?= C.UTF-8
export LC_ALL
# uv trusts what the system trusts, as pip does
export UV_SYSTEM_CERTS := 1

# The tools come from .venv, whatever else is on the PATH.
export PATH := $(CURDIR)/.venv/bin:$(PATH)
PY := .venv/bin/python
GATES := $(PY) -m tests.tools.gates
STAMP := .venv/.requirements-installed

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help setup demo test lint docs unit playbooks scenes crash molecule sanity bench matrix build generate format fresh clean distclean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(STAMP) ## make .venv with all tools, and the link under which Ansible finds this working tree

$(STAMP): tests/requirements/dev.txt tests/requirements/runtime.txt
	@$(PYTHON) tests/tools/setup.py

demo: $(STAMP) ## start a simulated PBX, build the four-floor emergency plan on it, and prove it
	@$(PY) -m tests.demo

test: $(STAMP) ## everything that CI runs: all gates, two at a time, and a table at the end
	@$(GATES) --all

lint: $(STAMP) ## style, types, YAML, licences, changelog, generated files in step
	@$(GATES) lint

docs: $(STAMP) ## check the documentation of all plugins and roles
	@$(GATES) docs --args="$(ARGS)"

unit: $(STAMP) ## unit tests
	@$(GATES) unit --args="$(ARGS)"

playbooks: $(STAMP) ## playbook tests of every module against the simulator
	@$(GATES) playbooks --args="$(ARGS)"

scenes: $(STAMP) ## playbook tests of roles, examples, task keywords, bad input and the inventory
	@$(GATES) scenes --args="$(ARGS)"

crash: $(STAMP) ## kill the emergency playbooks at every request, run it again, compare (many minutes; make test takes a sample)
	@CRASH_EVERY=1 $(GATES) crash --args="$(ARGS)"

molecule: $(STAMP) ## molecule scenarios of the roles, each with its own simulator
	@$(GATES) molecule --args="$(ARGS)"

sanity: $(STAMP) ## ansible-test sanity
	@$(GATES) sanity --args="$(ARGS)"

bench: $(STAMP) ## measure loops and playbooks against the simulator, write build/bench.json
	@$(PY) -m tests.benchmarks

matrix: $(STAMP) ## unit and playbook tests with each supported ansible-core whose Python is on this machine
	@.venv/bin/nox $(if $(ARGS),-- $(ARGS))

build: $(STAMP) ## build the collection's tarball into build/
	@$(PY) -m tests.tools.build

generate: $(STAMP) ## write again what is generated (meta/runtime.yml, docs/coverage.md)
	@$(PY) -m tests.tools.generate
	@$(PY) -m tests.tools.coverage

format: $(STAMP) ## format the Python code
	@.venv/bin/ruff check --quiet --fix-only .
	@.venv/bin/ruff format .

fresh: ## clone HEAD into a temporary folder, run make demo and make test there
	@tests/tools/fresh.sh

clean: ## remove what builds, tests and caches left
	@rm -rf build .cache .hypothesis .mypy_cache .pytest_cache .ruff_cache tests/output
	@find . -name __pycache__ -type d -not -path './.venv/*' -not -path './.nox/*' -prune -exec rm -rf {} +
	@echo 'clean: removed build, caches and test output (make distclean also removes .venv)'

distclean: clean ## clean, and remove .venv and the environments of the matrix
	@rm -rf .venv .nox .ansible
	@echo 'distclean: removed .venv, .nox and .ansible'
