"""Run the importer's property tests over very many random tables.

python3 dev soak              100,000 tables
python3 dev soak 2000         so many tables
python3 dev soak live         a storm over a map that is edited together
"""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor, as_completed

TESTS = (
    "tests/importers/test_random_inputs.py",  # files and pasted text, as people bring
    "tests/importers/test_random_tables.py",  # tables past what any file would hold
)
BATCH = 5_000  # a fresh process for each: Hypothesis remembers all it has tried


def main(arguments: list[str]) -> int:
    """Run batches side by side until all tables are read or one fails."""
    if arguments[:1] == ["live"]:
        from bench import storms

        return storms.main(arguments[1:])
    total = (
        int(arguments[0].replace(",", "").replace("_", "")) if arguments else 100_000
    )
    sizes = [min(BATCH, total - start) for start in range(0, total, BATCH)]
    start, done = time.monotonic(), 0
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        running = {pool.submit(run_batch, size): size for size in sizes}
        for batch in as_completed(running):
            failed, output = batch.result()
            if failed:
                print(output, flush=True)
                pool.shutdown(wait=True, cancel_futures=True)
                return 1
            done += running[batch]
            seconds = time.monotonic() - start
            print(f"{done:>9,} of {total:,} tables, {seconds:,.0f} s", flush=True)
    print(f"No crash and no lost cell in {total:,} random tables.")
    return 0


def run_batch(size: int) -> tuple[bool, str]:
    """Try so many tables that nobody tried before; return whether it failed."""
    seed = secrets.randbelow(2**32)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
    chosen = [f"--hypothesis-seed={seed}", "--hypothesis-profile=soak"]
    done = subprocess.run(
        [*command, *chosen, *TESTS],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "SOAK_TABLES": str(-(-size // len(TESTS)))},
    )
    return done.returncode != 0, f"Seed {seed}:\n{done.stdout}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
