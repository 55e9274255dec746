# run, test, e2e, pictures, cover, covered, check, bench, prove, lint, buildout, lock, clean: each does all of its own set-up.
# Needed beforehand: make, and a Python 3.11, 3.12 or 3.13 that can make virtual environments.

# ENGINE=zeo and ENGINE=relstorage run the hall as several processes.
ENGINE ?= file
CONFIG ?= etc/$(subst file,wangting,$(ENGINE)).ini
TESTS ?= tests/unit tests/contract tests/journeys tests/sdi tests/security tests/house
# Two at a time: most machines have two cores.
OPTIONS ?= -n 2
BIN := .venv/bin
# A registry that does not answer for a while is asked again for some two minutes.
export PIP_RETRIES ?= 9
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet install --no-deps

run: .venv/ready ; @exec $(BIN)/wangting serve $(CONFIG)
test: .venv/ready-to-test ; @$(BIN)/python -m pytest -q $(OPTIONS) $(TESTS)
# What the browser itself complains of on a busy machine is tried once more, and shown as a rerun; no finding is.
e2e: .venv/ready-to-browse ; @$(BIN)/python -m pytest -q --reruns 1 --only-rerun '^(Timeout)?Error: (Page|Locator|Frame)\.' tests/browser
pictures: .venv/ready-to-browse ; @WANGTING_PICTURES=docs/images $(BIN)/python -m pytest -q tests/browser/test_pictures.py
cover: .venv/ready-to-test ; @$(MAKE) --no-print-directory test OPTIONS="-n 2 --cov --cov-report= -k 'not cpu_ms'" && $(MAKE) --no-print-directory covered
covered: .venv/ready-to-test ; @$(BIN)/coverage report --include='src/wangting/rules/*,src/wangting/services/*' --fail-under=98 && $(BIN)/coverage report --fail-under=95
check: .venv/ready ; @$(BIN)/wangting check
bench: .venv/ready ; @mkdir -p bench && $(BIN)/wangting bench --json bench/latest.json
prove: .venv/ready-to-browse ; @WANGTING_SIZE=full $(BIN)/python -m pytest -q tests/engines tests/durability tests/concurrency tests/overload tests/operation tests/mutation tests/matrix tests/browser tests/journeys/test_whole_catalogue.py
lint: .venv/ready-to-test ; @$(BIN)/ruff check .
buildout: .buildout/ready ; @.buildout/bin/buildout
lock: .venv/ready ; @tools/lock $(BIN)/python
clean: ; rm -rf .venv .buildout build dist parts bin develop-eggs eggs .installed.cfg .pytest_cache .ruff_cache .hypothesis .coverage* src/*.egg-info

# var/ is data, not a product of make: nobody but you removes it.
.PHONY: run test e2e pictures cover covered check bench prove lint buildout lock clean

# The first interpreter that really works: a version manager's shim may be on PATH and still have nothing behind it.
.venv/bin/python .buildout/bin/python:
	@for python in python3.13 python3.12 python3.11 python3; do \
	  $$python -c 'import ensurepip, venv, sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null \
	    && exec $$python -m venv --clear $(@D)/..; \
	done; echo 'wangting needs Python 3.11, 3.12 or 3.13 with venv (on Debian: apt-get install python3-venv).' >&2; exit 1

# substanced and walkabout come as source: setuptools of the lock builds them, so it goes first and nothing is isolated.
.venv/ready: requirements.lock setup.py | .venv/bin/python
	@echo 'wangting: installing what it runs on (once) ...'
	@sed -n '/^setuptools==/,/[^\\]$$/p' requirements.lock > .venv/setuptools.lock
	@$(PIP) --require-hashes -r .venv/setuptools.lock
	@$(PIP) --require-hashes --no-build-isolation -r requirements.lock
	@$(PIP) --no-build-isolation --editable .
	@touch $@

.venv/ready-to-test: .venv/ready requirements-test.lock
	@$(PIP) --require-hashes --no-build-isolation -r requirements-test.lock
	@touch $@

# zc.buildout in an environment of its own, and beside it what its eggs are made of.
WHEEL := .buildout/bin/python -m pip --disable-pip-version-check --quiet wheel --no-deps --require-hashes --no-build-isolation
.buildout/ready: requirements-buildout.lock requirements.lock requirements-test.lock | .buildout/bin/python
	@.buildout/bin/python -m pip --disable-pip-version-check --quiet install --no-deps --require-hashes -r requirements-buildout.lock
	@$(WHEEL) --wheel-dir .buildout/cache/dist -r requirements-buildout.lock -r requirements.lock -r requirements-test.lock
	@touch $@

# Chromium itself is the machine's: on Debian the packages chromium and fonts-noto-cjk.
.venv/ready-to-browse: .venv/ready-to-test requirements-browser.lock
	@$(PIP) --require-hashes -r requirements-browser.lock
	@touch $@
