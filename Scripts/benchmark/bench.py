"""Measures Flett beside Typst: letters per second, CPU, memory, cold start. Called by Scripts/bench."""

import argparse
import os
import platform

from contestants import PROJECT, Contest, Lists, conforming, nine
from measure import Run, Workplace, alternating, median, spread
from signing import KEYS, bare_operations, make_keys
from trust import Absences, price

CORES = os.cpu_count() or 1


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--runs", type=int, default=5, help="runs of each kind (default 5)")
    options.add_argument("--large", type=int, default=100_000,
                         help="recipients of the memory run (default 100,000; 0 for none)")
    options.add_argument("--without-typst", action="store_true", help="Flett alone")
    options.add_argument("--only-signed", action="store_true", help="only what signing costs")
    options.add_argument("--only-trust", action="store_true",
                         help="only what goes to disk: what ledger and durability cost, and a run again")
    options.add_argument("--only-rows", action="store_true",
                         help="only letters of ten rows each, which stand together or lie apart")
    arguments = options.parse_args()
    place = Workplace(PROJECT / ".build")
    try:
        bench = Bench(place, arguments.runs, not arguments.without_typst)
        if arguments.only_signed:
            bench.signed("seed", 2000)
        elif arguments.only_trust:
            bench.disk("seed", 10_000)
            bench.trust("seed", 10_000)
            bench.growth(arguments.large)
        elif arguments.only_rows:
            bench.rows(arguments.large)
        else:
            bench.everything(arguments.large)
    finally:
        place.clean()


class Bench:
    """The tables of a benchmark, printed as they are measured."""

    def __init__(self, place: Workplace, runs: int, has_rival: bool):
        (self.place, self.runs, self.has_rival) = (place, runs, has_rival)
        self.lists = Lists(place)

    def everything(self, large: int) -> None:
        print(f"{CORES} processors, {platform.machine()}, load {os.getloadavg()[0]:.1f} at the start; medians "
              f"of {self.runs} whole processes in turns, ± half the range")
        self.separate("seed", 1000)
        self.separate("seed", 10_000)
        self.separate("variable", 5000)
        self.disk("seed", 10_000)
        self.trust("seed", 10_000)
        self.signed("seed", 1000)
        self.combined("seed", 1000)
        self.cold()
        self.growth(large)

    def separate(self, job: str, count: int) -> None:
        contest = Contest(self.place, self.lists, job, count)
        contestants = {
            "Flett": lambda: contest.flett("memory"),
            "Flett, one processor": lambda: contest.flett("memory", processors=1)}
        if self.has_rival:
            contestants["Typst, one process"] = lambda: contest.typst("memory")
            contestants[f"Typst, {CORES} processes"] = lambda: contest.typst("memory", CORES)
        if count == 1000 and job == "seed":
            contestants["Flett, Cairo"] = lambda: contest.flett("memory", "--renderer", "cairo")
        self.table(f"{count:,} letters, {job} job, a file each, to a memory file system", contestants)

    def disk(self, job: str, count: int) -> None:
        contest = Contest(self.place, self.lists, job, count)
        model = contest.flett("memory").out
        sample = model / sorted(name for name in os.listdir(model) if name.endswith(".pdf"))[0]
        self.table(f"{count:,} letters, {job} job, a file each, to disk", {
            "Flett, to disk": lambda: contest.flett("disk"),
            "Flett, to memory": lambda: contest.flett("memory"),
            "bare files, to disk": lambda: contest.bare("disk", sample)}, judged=False)

    def trust(self, job: str, count: int) -> None:
        contest = Contest(self.place, self.lists, job, count)
        without = Absences(self.place.folder("disk"))
        results = self.table(f"{count:,} letters, {job} job, to disk: the price of trust", {
            "complete": lambda: contest.flett("disk"),
            "without waiting for the disk": lambda: contest.flett("disk", preload=without.waiting),
            "without ledger and manifest": lambda: contest.flett("disk", preload=without.ledger),
            "without either": lambda: contest.flett("disk", preload=without.both)}, judged=False)
        print(f"\nLedger, manifest and durability together: {price(results, 'complete', 'without either'):.0f} % "
              "fewer letters/s (median of the turns).")

    def signed(self, job: str, count: int) -> None:
        make_keys(self.place.folder("disk"))
        contest = Contest(self.place, self.lists, job, count)
        contestants = {"unsigned": lambda: contest.flett("memory", "--unsigned")}
        for key in KEYS:
            contestants[key] = lambda key=key: contest.flett("memory", "--sign", key)
        results = self.table(f"{count:,} letters, {job} job, signed", contestants)
        print("\n| | CPU added, ms each | `openssl speed`, ms |\n| --- | ---: | ---: |")
        bare = bare_operations()
        for key in KEYS:
            added = [one.cpu - other.cpu for one, other in zip(results[key], results["unsigned"])]
            print(f"| {key} | {median(added) / count * 1000:.3f} | {bare[key]:.3f} |")

    def rows(self, count: int) -> None:
        contests = {order: Contest(self.place, self.lists, order, count) for order in ("together", "apart")}
        self.table(f"{count:,} letters of ten rows each, one short paragraph, to disk", {
            f"rows {order}": lambda contest=contest: contest.flett("disk") for order, contest in contests.items()},
            runs=min(self.runs, 3), judged=False)

    def combined(self, job: str, count: int) -> None:
        contest = Contest(self.place, self.lists, job, count)
        contestants = {"Flett": lambda: contest.flett_combined("memory")}
        if self.has_rival:
            contestants["Typst"] = lambda: contest.typst_combined("memory")
        self.table(f"{count:,} letters, {job} job, one file", contestants)

    def cold(self) -> None:
        contest = Contest(self.place, self.lists, "seed", 9)
        contestants = {"Flett": lambda: nine(self.place)}
        if self.has_rival:
            contestants["Typst"] = lambda: contest.typst("memory")
        self.table("nine letters from a cold start", contestants, runs=4 * self.runs)

    def growth(self, large: int) -> None:
        few = Contest(self.place, self.lists, "seed", 1000)
        many = Contest(self.place, self.lists, "seed", large or 1000)
        made: list[Run] = []

        def make() -> Run:
            made.append(many.flett("disk"))
            return made[-1]

        self.table("more letters, to disk, and a finished run once more", {
            "Flett, 1,000": lambda: few.flett("disk"), f"Flett, {many.count:,}": make,
            "again, all of them current": lambda: many.flett_again(made[-1])},
            runs=min(self.runs, 3), judged=False)

    def table(self, title: str, contestants: dict, runs: int | None = None, judged: bool = True) -> dict:
        results = alternating(contestants, runs or self.runs)
        print(f"\n### {title}\n")
        print("| | letters/s | times | seconds | CPU, ms each | peak, MB | kB each | ± | veraPDF |")
        print("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
        first = next(iter(results.values()))
        for name, made in results.items():
            verdict = conforming(made[0].out) if judged and "Cairo" not in name else ""
            print(f"| {name} | {row(made)} | {verdict} |".replace("TIMES", ratio(first, made)), flush=True)
        return results


def row(made: list[Run]) -> str:
    letters = made[0].letters
    return (f"{median([one.rate for one in made]):,.0f} | TIMES | "
            f"{median([one.seconds for one in made]):.3f} | "
            f"{median([one.cpu for one in made]) / letters * 1000:.3f} | "
            f"{median([one.peak for one in made]):.0f} | {made[0].size / letters / 1000:.1f} | "
            f"{spread([one.rate for one in made]):.0f} %")


def ratio(first: list[Run], made: list[Run]) -> str:
    """How many times as fast the first contestant is."""
    return f"{median([one.rate for one in first]) / median([one.rate for one in made]):.1f}×"


if __name__ == "__main__":
    main()
