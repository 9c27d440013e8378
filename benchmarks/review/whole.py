"""A whole review in a process of its own: how long it takes, and how much memory the process that leads it comes to.

python benchmarks/review/whole.py FOLDER [--jobs N] [--cluster ADDRESS]
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from holding import POLICY

from ethics_cli.cli.main import run as ethics


def run(folder: Path, jobs: int, cluster: str = "") -> dict[str, Any]:
    """One run in a fresh process."""
    command = [sys.executable, __file__, str(folder), "--jobs", str(jobs), "--cluster", cluster]
    done = subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    found: dict[str, Any] = json.loads(done.stderr.splitlines()[-1])
    return found


def main() -> None:
    """Review a folder by the command itself, its rows on stdout, and say on stderr what it took."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--jobs", default="2")
    parser.add_argument("--cluster", default="")
    options = parser.parse_args()
    command = ["review", str(options.folder), "--policy", str(POLICY), "--format", "jsonl"]
    command += ["--jobs", options.jobs, *(["--cluster", options.cluster] if options.cluster else [])]
    began = time.perf_counter()
    code = ethics(command)
    seconds = time.perf_counter() - began
    if code not in (0, 1):
        raise SystemExit(code)
    print(json.dumps({"seconds": seconds, "peak": peak()}), file=sys.stderr)


def peak() -> int:
    """The most memory that this program held, in bytes. What `getrusage` says on Linux includes the program that started this one."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM:"))
        return int(line.split()[1]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


if __name__ == "__main__":
    main()
