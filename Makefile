# Guanxi needs Python 3.11 or newer, make and git; everything else is fetched into .venv and web/node_modules.
# Each step leaves a stamp and is skipped until its inputs change.

PYTHON ?= python3
PORT ?= 8000
export PORT

VENV := .venv
BIN := $(VENV)/bin
STAMPS := $(VENV)/.stamps
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes

.DEFAULT_GOAL := help
.PHONY: help demo test test-python test-web browser check format bench attack recording docs screenshots lock web clean

help: ## Show this list
	@grep -hE '^[a-z-]+:.*## ' Makefile | awk -F ':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

demo: $(STAMPS)/runtime web ## Run Guanxi with a demo company on http://127.0.0.1:$(PORT)
	@$(BIN)/python -m compileall -q src/guanxi
	@GUANXI_DATA_DIR="$${GUANXI_DATA_DIR:-data}" exec $(BIN)/guanxi demo --end-with-parent

test: $(STAMPS)/dev browser web ## Run every test
	@$(BIN)/python -m compileall -q src/guanxi tests
	$(BIN)/python -m pytest -n 2
	$(BIN)/python tools/build_web.py npm test

check: $(STAMPS)/dev $(STAMPS)/build ## Check format, style, types, dependencies and migrations
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python tools/check_migrations.py
	$(BIN)/python tools/build_web.py npm run --if-present check

format: $(STAMPS)/dev ## Put every Python file into house format
	$(BIN)/ruff check --fix-only --quiet .
	$(BIN)/ruff format .

bench: $(STAMPS)/dev ## Measure speed and compare it with bare SQL
	$(BIN)/python -m benchmarks

attack: $(STAMPS)/runtime ## Try to break through the walls between companies and people
	$(BIN)/guanxi attack --report attack.html --report-json attack.json

recording: $(STAMPS)/dev ## Record what this release sends, for the next one (last step of a release)
	$(BIN)/python -m tests.upgrades

docs: $(STAMPS)/dev ## Write the reference pages from the code
	$(BIN)/python tools/reference.py

screenshots: $(STAMPS)/dev browser web ## Take the pictures of README and guide
	$(BIN)/python tools/screenshots.py

web: $(STAMPS)/build ## Build the web interface if a source changed
	@$(BIN)/python tools/build_web.py

browser: $(STAMPS)/dev # Chromium and a Chinese font for the tests that drive a browser
	@$(BIN)/python tools/browser.py

lock: ## Pin every dependency with its hashes (needs uv)
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
		pyproject.toml --extra fast -o requirements/runtime.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
		pyproject.toml --extra fast --extra dev -c requirements/runtime.txt -o requirements/dev.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
		requirements/build.in -c requirements/dev.txt -o requirements/build.txt

clean: ## Remove what was built; data and .venv stay
	rm -rf build dist src/guanxi/static web/node_modules web/dist .pytest_cache .ruff_cache .mypy_cache \
		.import_linter_cache .hypothesis test-results
	find src tests tools -name __pycache__ -type d -prune -exec rm -rf {} +

$(STAMPS)/venv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Guanxi needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Try: make PYTHON=python3.12 demo")'
	@test -x $(BIN)/python || { echo "Making the Python environment …"; $(PYTHON) -m venv $(VENV); }
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/build: requirements/build.txt | $(STAMPS)/venv
	@echo "Installing the build tools …"
	@$(INSTALL) -r requirements/build.txt
	@touch $@

$(STAMPS)/runtime: requirements/runtime.txt pyproject.toml $(STAMPS)/build
	@echo "Installing Guanxi …"
	@$(INSTALL) -r requirements/runtime.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(STAMPS)/dev: requirements/dev.txt $(STAMPS)/runtime
	@echo "Installing the test tools …"
	@$(INSTALL) -r requirements/dev.txt
	@touch $@
