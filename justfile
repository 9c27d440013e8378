# The one door: `just` lists what can be done. CI walks through the same recipes.
default:
    @just --list

# Set up: a virtual environment with everything the tests need.
setup:
    python3 -m venv .venv && .venv/bin/pip install -e '.[test]'

# Everything that CI checks before it builds.
check: lint types arrows content test

test *ARGS:
    python -m pytest {{ARGS}}

lint:
    ruff check src tests benchmarks docs
    ruff format --check src tests benchmarks docs

format:
    ruff format src tests benchmarks docs
    ruff check --fix src tests benchmarks docs

types:
    mypy

arrows:
    lint-imports

content:
    ethics check frameworks --strict

# The long versions: 2,000 kills, each system call failing once, power cuts, fuzzing, long properties. The better part of an hour.
torture *ARGS:
    mkdir -p build
    ETHICS_TORTURE=1 ETHICS_FIGURES=$PWD/build/figures.jsonl python -m pytest tests/terminal/test_kill.py tests/terminal/test_full_disk.py tests/faults tests/engine tests/files/test_tampering.py tests/files/test_power_loss.py tests/files/test_age_header.py {{ARGS}}

# How many small faults put into our own code its tests find; some forty minutes.
mutants-code *ARGS:
    mkdir -p build
    python benchmarks/faults/mutants.py --figures build/figures.jsonl {{ARGS}}

# What these two counted, as the table of docs/reference/how-we-test.md.
how-we-test:
    python docs/make_how_we_test.py build/figures.jsonl

# Write the golden records anew, to be read before they are committed.
golden:
    ETHICS_GOLDEN=update python -m pytest tests/render

docs:
    python docs/make_commands.py > docs/reference/commands.md
    python docs/make_errors.py > docs/reference/errors.md
    python docs/make_man.py > docs/ethics.1

# The bill of materials (CycloneDX), from the pins.
sbom:
    python docs/make_sbom.py

# The pages as a site, in build/site; needs requirements/docs.txt.
site:
    python docs/make_site.py

# Every page of the site, and those that the program writes, against axe-core in headless chromium; needs `just site` and axe.min.js.
axe:
    python docs/check_axe.py

# How many faults put into the shipped content are found; some twenty minutes.
mutants *ARGS:
    python benchmarks/content/run.py {{ARGS}}

startup *ARGS:
    python benchmarks/startup/run.py {{ARGS}}

answers *ARGS:
    python benchmarks/answers/run.py {{ARGS}}

# Pictures of the terminal, drawn from real runs.
pictures:
    python docs/make_pictures.py

# What a review of many sessions costs; with --cluster it needs requirements/cluster.txt.
review *ARGS:
    python benchmarks/review/run.py {{ARGS}}

# Are all seeded faults found in 10,000 sessions, and nothing else, with a worker killed on the way?
seeded *ARGS:
    python benchmarks/review/seeded.py {{ARGS}}
