# make release: check, build and verify what is checked out.  make test: the quick tests.  make test-thorough: the slow ones.  make test-exhaustive: the slowest.
# ROOMS="tests/checking tests/release" limits the slow ones to these folders.  Each sets up .venv when it is needed.  make .venv/run sets up what the commands need, make .venv/dev what the tests need.
PYTHON ?= python3
IN := .venv/bin/python

.PHONY: release test test-thorough test-exhaustive coverage lint locks clean

release: .venv/run
	$(IN) -m scripts format --check
	$(IN) -m scripts validate --thorough
	$(IN) -m scripts build
	$(IN) -m scripts verify

test: .venv/dev
	$(IN) -m pytest

test-thorough: .venv/dev
	$(IN) -m pytest --dist worksteal -m "thorough and not exhaustive" $(ROOMS)

test-exhaustive: .venv/dev
	$(IN) -m pytest -m exhaustive

coverage: .venv/dev
	$(IN) -m coverage run --parallel-mode -m pytest -n 0 -p no:cacheprovider
	$(IN) -m coverage combine --quiet
	$(IN) -m coverage report --skip-covered

lint: .venv/dev
	$(IN) -m ruff format --check .
	$(IN) -m ruff check .
	$(IN) -m mypy
	.venv/bin/lint-imports --no-logo
	$(IN) -m check_jsonschema --builtin-schema vendor.citation-file-format CITATION.cff
	$(IN) -m check_jsonschema --builtin-schema vendor.github-workflows .github/workflows/*.yml
	.venv/bin/zizmor --offline --quiet .github
	@if command -v actionlint >/dev/null; then actionlint; else echo "actionlint is not installed: workflows were checked without it"; fi

.venv/run: requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed, and $(PYTHON) is %d.%d; try: make PYTHON=python3.11" % sys.version_info[:2])'
	$(PYTHON) -m venv .venv
	$(IN) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

.venv/dev: requirements-dev.lock .venv/run
	$(IN) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

# programs that only open a release, for python -m tests.interop; without npm, those for JavaScript are not tried
.venv/interop/made: requirements-interop.lock tests/interop/package-lock.json
	$(PYTHON) -m venv .venv/interop
	.venv/interop/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-interop.lock
	cp tests/interop/package.json tests/interop/package-lock.json .venv/interop/
	@if command -v npm >/dev/null; then npm ci --prefix .venv/interop --ignore-scripts --no-audit --no-fund --loglevel=error; fi
	@touch $@

# after a change of dependencies in pyproject.toml or package.json; the smaller locks take their versions from the largest
COMPILE := $(IN) -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header
LOCK := $(COMPILE) --extra commands
locks: .venv/dev
	$(LOCK) --extra dev --extra polars pyproject.toml -o requirements-dev.lock
	$(LOCK) -c requirements-dev.lock pyproject.toml -o requirements.lock
	$(LOCK) -c requirements-dev.lock --extra spark pyproject.toml -o requirements-spark.lock
	$(COMPILE) -c requirements-dev.lock --group interop -o requirements-interop.lock
	$(COMPILE) -c requirements-dev.lock --group benchmarks -o requirements-benchmarks.lock
	for python in 3.11 3.12 3.13 3.14; do for end in lowest-direct highest; do \
	  $(IN) -m uv pip compile --quiet --upgrade --python-version $$python --resolution $$end --only-binary :all: --generate-hashes --no-header --no-annotate --extra polars pyproject.toml -o tests/versions/locks/$$python-$${end%-direct}.lock || exit 1; \
	done; done
	npm install --prefix tests/interop --package-lock-only --omit-lockfile-registry-resolved --no-audit --no-fund

clean:
	rm -rf .venv dist
