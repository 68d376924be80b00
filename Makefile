# make release: check, build and verify what is checked out.  make test: test it; make test-thorough: the tests that take long.  All set up .venv by themselves.
PYTHON ?= python3
IN := .venv/bin/python

.PHONY: release test test-thorough lint locks clean

release: .venv/run
	$(IN) -m scripts format --check
	$(IN) -m scripts validate --thorough
	$(IN) -m scripts build
	$(IN) -m scripts verify

test: .venv/dev
	$(IN) -m pytest

test-thorough: .venv/dev
	$(IN) -m pytest -m thorough

lint: .venv/dev
	$(IN) -m ruff format --check .
	$(IN) -m ruff check .
	$(IN) -m mypy
	.venv/bin/lint-imports --no-logo 2>/dev/null || .venv/bin/lint-imports
	$(IN) -m check_jsonschema --builtin-schema vendor.citation-file-format CITATION.cff

.venv/run: requirements.lock
	$(PYTHON) -m venv .venv
	$(IN) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

.venv/dev: requirements-dev.lock .venv/run
	$(IN) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

# after a change of dependencies in pyproject.toml; the smaller lock takes its versions from the larger
LOCK := $(IN) -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --extra commands
locks: .venv/dev
	$(LOCK) --extra dev --extra polars pyproject.toml -o requirements-dev.lock
	$(LOCK) -c requirements-dev.lock pyproject.toml -o requirements.lock
	$(LOCK) -c requirements-dev.lock --extra spark pyproject.toml -o requirements-spark.lock

clean:
	rm -rf .venv dist
