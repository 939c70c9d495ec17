"""Flett without what makes a run one that can be trusted, to see what that costs.

The program is the same; libraries loaded before its own take single things away from it. They are compiled by
the compiler that comes with Swift."""

import os
import shutil
import subprocess
from pathlib import Path

from measure import Run, median

WITHOUT = Path(__file__).resolve().parent / "without"


class Absences:
    """What can be taken away, as values of `LD_PRELOAD`."""

    def __init__(self, folder: Path):
        swift = Path(os.path.realpath(shutil.which("swift") or "/usr/bin/swift"))
        own = swift.parent / "clang"
        compiler = str(own) if own.exists() else "clang"
        for source in WITHOUT.glob("*.c"):
            subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-Wl,--unresolved-symbols=ignore-all",
                            str(source), "-o", str(folder / source.stem) + ".so"], check=True)
        self.waiting = str(folder / "waiting.so")
        self.ledger = str(folder / "ledger.so")
        self.both = f"{self.waiting}:{self.ledger}"


def price(results: dict[str, list[Run]], whole: str, bare: str) -> float:
    """How much slower, in per cent, runs of one kind are than those of another that came in the same turns."""
    rates = [one.rate / other.rate for one, other in zip(results[whole], results[bare])]
    return 100 * (1 - median(rates))
