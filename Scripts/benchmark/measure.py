"""Runs commands and measures them as whole processes, start-up included."""

import os
import shutil
import statistics
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path


@dataclass
class Run:
    """One run of a command."""

    seconds: float  # wall time
    cpu: float  # user and system seconds of the process and its children
    peak: float  # peak memory of the largest process, MB
    files: int  # PDF files made
    size: int  # their bytes


class Workplace:
    """Fresh folders for outputs, all deleted at the very end: making files soon after deleting many
    is several times slower on common file systems."""

    def __init__(self, on_disk: Path):
        self.places = {"memory": Path(tempfile.mkdtemp(prefix="flett-bench-", dir="/dev/shm")),
                       "disk": Path(tempfile.mkdtemp(prefix="bench-", dir=on_disk))}
        self.count = 0

    def folder(self, place: str) -> Path:
        self.count += 1
        folder = self.places[place] / str(self.count)
        folder.mkdir()
        return folder

    def clean(self) -> None:
        for place in self.places.values():
            shutil.rmtree(place, ignore_errors=True)


def run(command: list[str], out: Path, expected: int) -> Run:
    """Runs a command that fills the folder `out`; counts what it made, and fails if that is wrong."""
    with open(out.parent / (out.name + ".log"), "w") as log:
        start = time.perf_counter()
        process = os.posix_spawn(command[0], command, os.environ,
                                 file_actions=[(os.POSIX_SPAWN_DUP2, log.fileno(), 1),
                                               (os.POSIX_SPAWN_DUP2, log.fileno(), 2)])
        _, status, usage = os.wait4(process, 0)
        seconds = time.perf_counter() - start
    made = [entry for entry in os.scandir(out) if entry.name.endswith(".pdf")]
    if status != 0 or len(made) != expected:
        raise SystemExit(f"bench: {' '.join(command)} made {len(made)} of {expected} files:\n"
                         + (out.parent / (out.name + ".log")).read_text()[-2000:])
    return Run(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, len(made),
               sum(entry.stat().st_size for entry in made))


def median(values: list[float]) -> float:
    return statistics.median(values)


def spread(values: list[float]) -> float:
    """How far apart the runs are: half of (largest - smallest), in per cent of the median."""
    return 50 * (max(values) - min(values)) / median(values)
