"""Who takes part in the benchmark, and the commands that make the letters."""

import json
import multiprocessing
import os
import subprocess
import sys
from pathlib import Path

import jobs
from measure import Run, Workplace, run

PROJECT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).resolve().parent
FLETT = str(PROJECT / ".build/release/flett")
SEED = PROJECT / "Templates/partiprogram"
TYPST = PROJECT / ".build/benchmark/bin/python"


class Lists:
    """The lists of a benchmark, each written once, as each contestant reads it fastest."""

    def __init__(self, place: Workplace):
        self.folder = place.folder("disk")
        (self.folder / "letter.typ").write_bytes((HERE / "typst/letter.typ").read_bytes())
        (self.folder / "letter.json").write_text(
            json.dumps(jobs.fixed_text(SEED), ensure_ascii=False), encoding="utf-8")
        self.mailings = {"seed": seed(self.folder / "seed"), "variable": HERE / "variable",
                         "together": HERE / "rows", "apart": HERE / "rows"}

    def path(self, job: str, count: int, kind: str) -> Path:
        path = self.folder / f"{job}-{count}.{kind}"
        if not path.exists():
            # By another process: the memory of this one counts as that of the programs it starts.
            writer = multiprocessing.Process(target=write, args=(path, job, count, kind))
            writer.start()
            writer.join()
        return path


def seed(folder: Path) -> Path:
    """The first mailing with the stationery that benchmarks keep, so that figures stay comparable."""
    folder.mkdir()
    letter = (SEED / "letter.md").read_text(encoding="utf-8")
    kept = letter.replace("stationery: ../stationery/ks.yaml", f"stationery: {HERE}/ks.yaml")
    (folder / "letter.md").write_text(kept, encoding="utf-8")
    (folder / "recipients.csv").write_bytes((SEED / "recipients.csv").read_bytes())
    return folder


def write(path: Path, job: str, count: int, kind: str) -> None:
    """Writes a list."""
    rows = {"seed": lambda: jobs.seed_rows(count), "variable": lambda: jobs.variable_rows(count),
            "together": lambda: jobs.order_rows(count, apart=False),
            "apart": lambda: jobs.order_rows(count, apart=True)}[job]()
    (jobs.write_csv if kind == "csv" else jobs.write_json)(rows, path)


class Contest:
    """Commands that make the same letters."""

    def __init__(self, place: Workplace, lists: Lists, job: str, count: int):
        (self.place, self.lists, self.job, self.count) = (place, lists, job, count)

    def flett(self, where: str, *options: str, preload: str = "", processors: int | None = None) -> Run:
        out = self.place.folder(where)
        start = ["/usr/bin/env", f"LD_PRELOAD={preload}"] if preload else []
        if processors:
            start = ["/usr/bin/taskset", "--cpu-list", f"0-{processors - 1}", *start]
        return run([[*start, *self._flett(), "--output", str(out), *options]], out, self.count)

    def flett_again(self, made: Run) -> Run:
        """The same command once more, with nothing left to do."""
        return run([[*self._flett(), "--output", str(made.out)]], made.out, self.count)

    def flett_combined(self, where: str) -> Run:
        out = self.place.folder(where)
        return run([[*self._flett(), "--combined", str(out / "all.pdf")]], out, self.count, files=1)

    def typst(self, where: str, processes: int = 1) -> Run:
        out = self.place.folder(where)
        return run([self._typst(out, "--first", str(first), "--step", str(processes))
                    for first in range(processes)], out, self.count)

    def typst_combined(self, where: str) -> Run:
        out = self.place.folder(where)
        return run([self._typst(out, "--combined")], out, self.count, files=1)

    def bare(self, where: str, sample: Path) -> Run:
        """The same bytes in as many files, by nobody who has to think."""
        out = self.place.folder(where)
        return run([[sys.executable, str(HERE / "bare.py"), str(sample), str(self.count), str(out)]],
                   out, self.count)

    def _flett(self) -> list[str]:
        data = self.lists.path(self.job, self.count, "json" if self.job == "variable" else "csv")
        return [FLETT, "merge", str(self.lists.mailings[self.job]), "--data", str(data)]

    def _typst(self, out: Path, *options: str) -> list[str]:
        return [str(TYPST), str(HERE / "typst/merge.py"), str(self.lists.folder),
                str(self.lists.path(self.job, self.count, "json")), self.job, str(out), *options]


def nine(place: Workplace) -> Run:
    """The nine letters as a user makes them."""
    out = place.folder("memory")
    return run([[FLETT, "merge", str(SEED), "--output", str(out)]], out, 9)


def conforming(folder: Path, most: int = 3) -> str:
    """How many verdicts of veraPDF on a few files of a folder, each held to PDF/A-2a and to PDF/UA-1,
    are good."""
    names = sorted(name for name in os.listdir(folder) if name.endswith(".pdf"))
    some = [str(folder / name) for name in names[:: max(1, len(names) // most)][:most]]
    judge = [str(PROJECT / "Scripts/judges/conformance"), *some]
    said = subprocess.run(judge, capture_output=True, text=True, check=False)
    verdicts = [line.split("\t")[0] for line in said.stdout.splitlines()]
    if not verdicts:
        raise SystemExit(f"bench: veraPDF did not answer: {said.stderr[-500:]}")
    return f"{verdicts.count('PASS')} of {len(verdicts)}"
