PYTHON ?= python3
BIN := .venv/bin

# A stamp is named after the text of the requirements, so a git pull that does not
# change them needs no network.
RUN_KEY := $(shell sed -n '/^dependencies = /,/^\]/p' pyproject.toml | cksum | cut -d' ' -f1)
TEST_KEY := $(shell sed -n '/^dependencies = /,/^\]/p;/^\[project.optional/,/^\[project.scripts/p' pyproject.toml | cksum | cut -d' ' -f1)
RUN_STAMP := .venv/.run-$(RUN_KEY)
TEST_STAMP := .venv/.test-$(TEST_KEY)

.PHONY: run setup compiled test check lint bench bench-screen torture docs clean help

run: $(RUN_STAMP) compiled ## set up on a fresh machine and open the five plans
	@$(BIN)/gongkai

setup: $(TEST_STAMP) compiled ## set up everything, tests included

# Compiled once here, also where the environment forbids Python to keep its own bytecode:
# else every start would compile 300 modules.
compiled:
	@$(BIN)/python -m compileall -q gongkai_tui

test: $(TEST_STAMP) compiled ## set up and run all tests
	@$(BIN)/python -m pytest $(ARGS)

lint: $(TEST_STAMP)
	@$(BIN)/ruff check gongkai_tui tests bench docs
	@$(BIN)/ruff format --check gongkai_tui tests bench docs
	@$(BIN)/mypy
	@$(BIN)/lint-imports

check: lint test ## linters, types, layers, tests

bench: $(TEST_STAMP) compiled ## measure; the table goes to bench/RESULTS.md
	@$(BIN)/python bench/run.py $(ARGS)

bench-screen: $(TEST_STAMP) compiled ## measure the screen with 10,000 and 100,000 tasks; the table goes to bench/SCREEN.md
	@$(BIN)/python bench/screen.py $(ARGS)

torture: $(TEST_STAMP) ## fault injection, hostile input, eight writers at once
	@$(BIN)/python -m pytest -m torture -n 2 $(ARGS)

docs: $(TEST_STAMP) compiled ## make the command reference and the screenshot anew
	@$(BIN)/python docs/states.py
	@$(BIN)/python docs/reference.py
	@$(BIN)/python docs/screenshot.py

clean:
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache bench/out

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1\t\2/p' Makefile

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "需要 Python 3.11 或更新版本（当前 $$($(PYTHON) -V 2>&1)）。可用 make run PYTHON=python3.12 指定。" >&2; exit 1; }
	@$(PYTHON) -m venv .venv

$(RUN_STAMP): | .venv/bin/python
	@echo "正在安装运行所需的库（只在第一次或依赖有变化时）……" >&2
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	@touch $@

$(TEST_STAMP): | .venv/bin/python
	@echo "正在安装测试所需的库（只在第一次或依赖有变化时）……" >&2
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[test]'
	@touch $@ $(RUN_STAMP)
