# run, test, bench and pictures set up what they need: a virtual environment, Qt's system libraries, the compiled languages.
# A second run finds that done and starts at once.

PYTHON := .venv/bin/python
SAMPLE := build/sample/vko-2011.electdesk

.PHONY: run test bench pictures lint types lock catalogues portable deb setup setup-test

setup:
	@bash tools/setup.sh run

setup-test:
	@bash tools/setup.sh test

run: setup
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ]; then \
	    if [ ! -e "$(SAMPLE)" ]; then mkdir -p "$(dir $(SAMPLE))" && $(PYTHON) -m electdesk new "$(SAMPLE)" --sample vko-2011; fi && \
	    exec $(PYTHON) -m electdesk "$(SAMPLE)"; \
	else \
	    rm -rf build/demo && $(PYTHON) -m electdesk demo build/demo && \
	    echo "There is no display here, so the main job was done without a window. Its files are in $(CURDIR)/build/demo:" && \
	    ls build/demo; \
	fi

test: setup-test
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m mypy
	.venv/bin/lint-imports --no-logo
	$(PYTHON) -m tools.catalogues check
	$(PYTHON) -m pytest

bench: setup-test
	$(PYTHON) -m tests.benchmarks

pictures: setup-test
	$(PYTHON) -m tests.pictures

# A folder that starts from a stick without being installed: build/portable/electdesk.
portable:
	@bash installer/portable/build.sh

# A package for Debian and its kin, of the same folder.
deb:
	@bash installer/debian/build.sh

lint: setup-test
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	.venv/bin/lint-imports --no-logo

types: setup-test
	$(PYTHON) -m mypy

catalogues: setup-test
	$(PYTHON) -m tools.catalogues compile
	$(PYTHON) -m tools.catalogues check

# Raises every version to the newest that pyproject.toml allows; look at the difference before it is committed.
lock: setup-test
	@bash tools/lock.sh
