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

from holding import DAY, around, items_in, policy

from ethics_cli.app.many_review import crew_for, rows_of


def run(folder: Path, jobs: int, cluster: str = "") -> dict[str, Any]:
    """One run in a fresh process."""
    command = [sys.executable, __file__, str(folder), "--jobs", str(jobs), "--cluster", cluster]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def main() -> None:
    """Review a folder and print what it took. Rows are counted and let go."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--cluster", default="")
    options = parser.parse_args()
    plan, more = policy(), around()
    count, began = 0, time.perf_counter()
    with crew_for(options.jobs, options.cluster) as crew:
        for _ in rows_of(items_in(options.folder), plan, DAY, crew, **more):
            count += 1
    seconds = time.perf_counter() - began
    print(json.dumps({"sessions": count, "seconds": seconds, "peak": peak()}))


def peak() -> int:
    """The most memory that this program held, in bytes. What `getrusage` says on Linux includes the program that started this one."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM:"))
        return int(line.split()[1]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


if __name__ == "__main__":
    main()
