# Every target sets up what it needs in .venv; only Python 3.11+ and make are asked for.
PYTHON ?= python3
# Test processes side by side, twice as many as two cores, as tests wait; a test file stays in one of them, and the files are taken in the tests' own order.
WORKERS ?= 4
SPREAD := -n $(WORKERS) --dist loadfile --no-loadscope-reorder
VENV := .venv
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
else
BIN := $(VENV)/bin
endif
RUN := $(VENV)/.run-ready
DEV := $(VENV)/.dev-ready

.PHONY: run test check style types unit coverage house format bench fuzz phrases phrases-learn nets-learn matters-learn headings headings-learn torture constraints clean

run: $(RUN)
	@$(BIN)/python -m bot $(ARGS)

# A slip is told at once; types, which take one core and a third of a minute, are looked at beside the tests.
test: style
	@$(MAKE) --no-print-directory -j2 types unit

check: style types

style: $(DEV)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

types: $(DEV)
	$(BIN)/mypy

# Bytecode is kept whatever the machine's habit is: the program and its children are started some hundred times.
unit coverage: export PYTHONDONTWRITEBYTECODE :=

unit: $(DEV)
	$(BIN)/python -m pytest $(SPREAD) $(ARGS)

# Which lines no test runs, of the parts where one such line may cost somebody a message. ARGS chooses tests.
coverage: $(DEV)
	$(BIN)/python -m coverage erase
	$(BIN)/python -m coverage run -m pytest $(SPREAD) $(ARGS)
	$(BIN)/python -m coverage combine --quiet
	$(BIN)/python -m coverage report

# The picture and the figures of docs/architecture.md, made anew from the code.
house: $(DEV)
	$(BIN)/python -m tests.house

format: $(DEV)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(DEV)
	$(BIN)/python -m benchmarks $(ARGS)

fuzz: $(DEV)
	$(BIN)/python -m tests.fuzz $(ARGS)

phrases: $(DEV)
	$(BIN)/python -m tests.phrases_measure $(ARGS)
	$(if $(ARGS),,$(BIN)/python -m tests.understanding.composed)

# After the examples or the lexicon of messages changed.
phrases-learn: $(DEV)
	$(BIN)/python -m handlers.understanding.likeness.learning

# After many of the examples changed, or a label came or went: the nets beside it.
nets-learn: $(DEV)
	$(BIN)/python -m handlers.understanding.likeness.net_learning

# After the examples of matters changed: what people ask that is no wish.
matters-learn: $(DEV)
	$(BIN)/python -m handlers.understanding.matters.learning

# Freely worded tables: how many columns are understood, and the worst of them.
headings: $(DEV)
	$(BIN)/python -m tests.headings_measure tests.free_tables 1000 1 --headings
	$(BIN)/python -m tests.headings_unseen tests.free_tables

# After the examples of headings changed.
headings-learn: $(DEV)
	$(BIN)/python -m indicators.likeness.learning

torture: $(DEV)
	$(BIN)/python -m tests.torture $(ARGS)

# Versions and hashes for all platforms; needs uv, which the other targets do not.
constraints:
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
		--upgrade --group pyproject.toml:dev pyproject.toml -o constraints/dev.txt
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
		pyproject.toml -c constraints/dev.txt -o constraints/run.txt

$(VENV)/.created:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
		{ echo "Нужен Python 3.11 или новее: установите его и повторите, либо укажите путь: make PYTHON=python3.12 run" >&2; exit 2; }
	@$(PYTHON) -m venv $(VENV) || \
		{ echo "Не получилось создать .venv: на Debian и Ubuntu поможет «apt install python3-venv»." >&2; exit 2; }
	@touch $@

$(RUN): constraints/run.txt | $(VENV)/.created
	@echo "Ставлю библиотеки в $(VENV) (первый раз это минута-две)…"
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes --no-deps -r constraints/run.txt
	@touch $@

$(DEV): constraints/dev.txt | $(VENV)/.created
	@echo "Ставлю библиотеки для разработки в $(VENV)…"
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes --no-deps -r constraints/dev.txt
	@touch $@ $(RUN)

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis build dist *.egg-info .coverage*
