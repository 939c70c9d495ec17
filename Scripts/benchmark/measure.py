"""Runs commands and measures them as whole processes, start-up included."""

import os
import shutil
import statistics
import tempfile
import time
from array import array
from dataclasses import dataclass
from pathlib import Path


@dataclass
class Run:
    """One run of a command, or of several side by side."""

    seconds: float  # wall time
    cpu: float  # user and system seconds of the processes and their children
    peak: float  # peak memory of all processes, MB
    files: int  # PDF files made
    size: int  # their bytes
    letters: int
    out: Path

    @property
    def rate(self) -> float:
        return self.letters / self.seconds


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


def run(commands: list[list[str]], out: Path, letters: int, files: int | None = None) -> Run:
    """Runs commands side by side that fill the folder `out` with `letters` letters, in as many files
    unless said otherwise; counts what they made, and fails if that is wrong."""
    # Nobody waits for what the one before left to be written.
    os.sync()
    said = out.parent / (out.name + ".log")
    with open(said, "w") as log:
        start = time.perf_counter()
        processes = [
            os.posix_spawn(command[0], command, os.environ,
                           file_actions=[(os.POSIX_SPAWN_DUP2, log.fileno(), 1),
                                         (os.POSIX_SPAWN_DUP2, log.fileno(), 2)])
            for command in commands]
        ends = [os.wait4(process, 0) for process in processes]
        seconds = time.perf_counter() - start
    # One by one: this program's memory counts as that of those it starts.
    sizes = array("q", (entry.stat().st_size for entry in os.scandir(out) if entry.name.endswith(".pdf")))
    if any(status for _, status, _ in ends) or len(sizes) != (files or letters):
        raise SystemExit(f"bench: {' '.join(commands[0])} made {len(sizes)} of {files or letters} files:\n"
                         + said.read_text()[-2000:])
    usages = [usage for _, _, usage in ends]
    return Run(seconds, sum(one.ru_utime + one.ru_stime for one in usages),
               sum(one.ru_maxrss for one in usages) / 1024, len(sizes), sum(sizes), letters, out)


def alternating(contestants: dict, runs: int) -> dict[str, list[Run]]:
    """Runs each contestant, then each again, and so on: what else the machine does then meets all."""
    results = {name: [] for name in contestants}
    for _ in range(runs):
        for name, contestant in contestants.items():
            results[name].append(contestant())
    return results


def median(values) -> float:
    return statistics.median(values)


def spread(values: list[float]) -> float:
    """How far apart the runs are: half of (largest - smallest), in per cent of the median."""
    return 50 * (max(values) - min(values)) / median(values)
