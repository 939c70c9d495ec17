"""Measures Flett: letters per second, cold start, memory. Called by Scripts/bench."""

import argparse
import os
import platform
from pathlib import Path

import jobs
from measure import Workplace, median, run, spread

PROJECT = Path(__file__).resolve().parents[2]
FLETT = str(PROJECT / ".build/release/flett")
MAILING = str(PROJECT / "Templates/partiprogram")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--runs", type=int, default=5, help="runs of each kind (default 5)")
    options.add_argument("--large", type=int, default=100_000,
                         help="recipients of the memory run (default 100,000; 0 for none)")
    arguments = options.parse_args()
    place = Workplace(PROJECT / ".build")
    try:
        measure(place, arguments.runs, arguments.large)
    finally:
        place.clean()


def measure(place: Workplace, runs: int, large: int) -> None:
    lists = place.folder("disk")
    thousand = str(jobs.write_csv(jobs.seed_rows(1000), lists / "1000.csv"))
    print(f"{os.cpu_count()} processors, {platform.machine()}, load {os.getloadavg()[0]:.1f}; "
          f"medians of {runs} whole processes, ± half the range\n")
    print(f"{'job':<44}{'letters/s':>11}{'ms CPU each':>13}{'peak MB':>9}{'kB each':>9}{'±':>7}")
    nine = [flett(place, "memory", 9) for _ in range(runs)]
    for renderer in ("archive", "cairo"):
        for where in ("memory", "disk"):
            made = [flett(place, where, 1000, "--data", thousand, "--renderer", renderer)
                    for _ in range(runs)]
            row(f"1,000 letters, {renderer}, to {where}", made)
    if large:
        path = str(jobs.write_csv(jobs.seed_rows(large), lists / f"{large}.csv"))
        row(f"{large:,} letters, archive, to disk", [flett(place, "disk", large, "--data", path)])
    seconds = [one.seconds for one in nine]
    print(f"\nthe nine letters from a cold start: {median(seconds):.3f} s "
          f"(± {spread(seconds):.0f} %), {median([one.peak for one in nine]):.0f} MB")


def flett(place: Workplace, where: str, count: int, *more: str):
    out = place.folder(where)
    return run([FLETT, "merge", MAILING, "--output", str(out), *more], out, count)


def row(name: str, made) -> None:
    count = made[0].files
    rates = [count / one.seconds for one in made]
    print(f"{name:<44}{median(rates):>11,.0f}"
          f"{median([one.cpu / count * 1000 for one in made]):>13.3f}"
          f"{median([one.peak for one in made]):>9.0f}"
          f"{made[0].size / count / 1000:>9.1f}{spread(rates):>6.0f}%", flush=True)


if __name__ == "__main__":
    main()
