"""Measures how fast lists are read, the keys' check included, beside what Python programs read them with.

    Scripts/bench --only-lists                    builds the program and runs this
    python3 lists.py PROGRAM [--rows N] [--runs N]

A list has five columns: a number (the key), a name, a postcode, an amount and a date. Flett opens it, which reads it to
its end for every fault and compares the keys, and makes one letter: its start and that letter are in its figures. Python's
readers read every row, take each value as what it is, and put the keys into a set. Each is a process of its own,
and they take turns. What each form of list is read with: csv, json, sqlite3 (Python's own), openpyxl in read-only mode,
odfpy (of a twentieth of the rows: it holds all of a file as objects), psycopg with a cursor on the server.
"""

import argparse
import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
import zipfile
from dataclasses import dataclass
from pathlib import Path

NAMES = ["nr", "navn", "postnr", "belop", "dato"]
FORMS = ["csv", "ndjson", "sqlite", "postgresql", "xlsx", "ods"]
LETTER = """---
title: T
language: nb
stationery: s.yaml
data: {%s, key: nr}
file: "{{nr}}.pdf"
---
{{navn}} {{postnr}} {{belop | number: 2}} {{dato | date: long}}
"""


def rows(count: int):
    """The rows, the same each time."""
    numbers = random.Random(19)
    for number in range(1, count + 1):
        yield (number, f"Åse Østby {number % 7919}", f"{numbers.randrange(10000):04d}",
               numbers.randrange(1, 10**7) / 100, f"20{10 + number % 20}-{1 + number % 12:02d}-{1 + number % 28:02d}")


# What is read.

def make_csv(path: Path, count: int) -> None:
    with path.open("w") as file:
        file.write(",".join(NAMES) + "\n")
        file.writelines(f"{a},{b},{c},{d},{e}\n" for a, b, c, d, e in rows(count))


def make_ndjson(path: Path, count: int) -> None:
    with path.open("w") as file:
        for row in rows(count):
            file.write(json.dumps(dict(zip(NAMES, row)), ensure_ascii=False) + "\n")


def make_sqlite(path: Path, count: int) -> None:
    with sqlite3.connect(path) as base:
        base.execute("create table m (nr integer, navn text, postnr text, belop real, dato date)")
        base.executemany("insert into m values (?, ?, ?, ?, ?)", rows(count))


def make_xlsx(path: Path, count: int) -> None:
    from datetime import date

    from openpyxl import Workbook
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Ark1")
    sheet.append(NAMES)
    for a, b, c, d, e in rows(count):
        sheet.append([a, b, c, d, date.fromisoformat(e)])
    book.save(path)


def make_ods(path: Path, count: int) -> None:
    kinds = ["office", "table", "text"]
    spaces = " ".join(f'xmlns:{kind}="urn:oasis:names:tc:opendocument:xmlns:{kind}:1.0"' for kind in kinds)

    def text(value: str) -> str:
        return f'<table:table-cell office:value-type="string"><text:p>{value}</text:p></table:table-cell>'

    def number(value) -> str:
        return f'<table:table-cell office:value-type="float" office:value="{value}"><text:p>{value}</text:p></table:table-cell>'

    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("mimetype"), "application/vnd.oasis.opendocument.spreadsheet")
        with archive.open("content.xml", "w") as file:
            file.write(f'<office:document-content {spaces} office:version="1.3"><office:body><office:spreadsheet>'
                       '<table:table table:name="Ark1">'.encode())
            file.write(("<table:table-row>" + "".join(map(text, NAMES)) + "</table:table-row>").encode())
            for a, b, c, d, e in rows(count):
                day = f'<table:table-cell office:value-type="date" office:date-value="{e}"><text:p>{e}</text:p></table:table-cell>'
                file.write(("<table:table-row>" + number(a) + text(b) + text(c) + number(d) + day + "</table:table-row>").encode())
            file.write(b"</table:table></office:spreadsheet></office:body></office:document-content>")
        archive.writestr("META-INF/manifest.xml",
                         '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">'
                         '<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>'
                         '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>')


class Server:
    """A server of PostgreSQL's in a folder of its own, on a socket there; it refuses to run as root."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.programs = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))[-1]
        self.user = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] if os.getuid() == 0 else []
        folder.mkdir()
        if self.user:
            os.chown(folder, 65534, 65534)
        self.run("initdb", "-D", folder / "data", "-A", "trust", "-U", "letters", "-E", "UTF8", "--locale=C", "--no-sync")
        self.run("pg_ctl", "-D", folder / "data", "-w", "-l", folder / "log", "-o",
                 f"-c listen_addresses= -c fsync=off -c unix_socket_directories={folder}", "start")

    def run(self, program: str, *arguments) -> None:
        subprocess.run([*self.user, self.programs / program, *arguments], check=True, cwd="/",
                       stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL)

    def fill(self, count: int) -> None:
        import psycopg
        with psycopg.connect(host=str(self.folder), dbname="postgres", user="letters") as connection:
            connection.execute("create table m (nr int, navn text, postnr text, belop numeric(12, 2), dato date)")
            with connection.cursor().copy("copy m from stdin") as copy:
                for row in rows(count):
                    copy.write_row(row)

    def stop(self) -> None:
        self.run("pg_ctl", "-D", self.folder / "data", "-m", "immediate", "stop")


# What Python reads it with, in a process of its own: `lists.py --read FORM PATH`.

def read_csv(path: str):
    import csv
    with open(path, newline="") as file:
        reader = csv.reader(file)
        next(reader)
        yield from reader


def read_ndjson(path: str):
    with open(path) as file:
        for line in file:
            yield list(json.loads(line).values())


def read_sqlite(path: str):
    yield from sqlite3.connect(f"file:{path}?mode=ro", uri=True).execute("select * from m")


def read_postgresql(path: str):
    import psycopg
    with psycopg.connect(host=path, dbname="postgres", user="letters") as connection:
        cursor = connection.cursor("flett")
        cursor.itersize = 10_000
        yield from cursor.execute("select * from m")


def read_xlsx(path: str):
    from openpyxl import load_workbook
    sheet = load_workbook(path, read_only=True)["Ark1"].iter_rows(values_only=True)
    next(sheet)
    yield from sheet


def read_ods(path: str):
    from odf.opendocument import load
    from odf.table import TableCell, TableRow
    from odf.teletype import extractText
    all_rows = iter(load(path).spreadsheet.getElementsByType(TableRow))
    next(all_rows)
    for row in all_rows:
        cells = row.getElementsByType(TableCell)
        yield [cell.getAttribute("value") or cell.getAttribute("datevalue") or extractText(cell) for cell in cells]


def read(form: str, path: str) -> None:
    seen, count = set(), 0
    for row in globals()[f"read_{form}"](path):
        seen.add(row[0])
        count += 1
    assert len(seen) == count, "keys are there twice"
    print(count)


@dataclass
class Figure:
    seconds: float
    cpu: float
    peak: float


def timed(command: list, environment: dict) -> Figure:
    """Wall time, processor time and peak memory of a process."""
    with tempfile.TemporaryFile() as said:
        start = time.perf_counter()
        process = os.posix_spawn(str(command[0]), [str(part) for part in command], environment,
                                 file_actions=[(os.POSIX_SPAWN_DUP2, said.fileno(), 1),
                                               (os.POSIX_SPAWN_DUP2, said.fileno(), 2)])
        _, status, usage = os.wait4(process, 0)
        seconds = time.perf_counter() - start
        if status:
            said.seek(0)
            raise SystemExit(f"lists: {command} failed:\n" + said.read().decode()[-2000:])
    return Figure(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def measure(program: str, form: str, data: str, path: str, work: Path, runs: int) -> None:
    mailing = work / form
    mailing.mkdir()
    (mailing / "letter.md").write_text(LETTER % data)
    (mailing / "s.yaml").write_text("fonts: {text: Open Sans}\n")
    environment = {**os.environ, "XDG_CONFIG_HOME": str(work / "config")}
    figures: dict[str, list[Figure]] = {"flett": [], "python": []}
    for number in range(runs):
        out = work / f"{form}-{number}"
        figures["flett"].append(timed([program, "merge", mailing, "--output", out, "--unsigned", "--limit", "1"], environment))
        figures["python"].append(timed([sys.executable, __file__, "--read", form, path], environment))
    middle = {name: sorted(all_runs, key=lambda run: run.cpu)[runs // 2] for name, all_runs in figures.items()}
    ours, theirs = middle["flett"], middle["python"]
    print(f"| {form} | {ours.cpu:.2f} | {ours.seconds:.2f} | {ours.peak:.0f} | {theirs.cpu:.2f} | {theirs.seconds:.2f} "
          f"| {theirs.peak:.0f} | {theirs.cpu / ours.cpu:.1f} |", flush=True)


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("program", nargs="?")
    options.add_argument("--rows", type=int, default=1_000_000)
    options.add_argument("--runs", type=int, default=3)
    options.add_argument("--forms", nargs="*", default=FORMS)
    options.add_argument("--read", nargs=2)
    arguments = options.parse_args()
    if arguments.read:
        return read(*arguments.read)
    work = Path(tempfile.mkdtemp(prefix="flett-lists-"))
    os.chmod(work, 0o711)
    server = None
    try:
        print("| list | Flett: CPU s | wall s | MB | Python: CPU s | wall s | MB | times |")
        print("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |", flush=True)
        for form in arguments.forms:
            count = arguments.rows // 20 if form == "ods" else arguments.rows
            if form == "postgresql":
                server = Server(work / "server")
                server.fill(count)
                connections = work / "config/flett/connections.yaml"
                connections.parent.mkdir(parents=True)
                connections.write_text(f"m: {{host: '{server.folder}', dbname: postgres, user: letters}}\n")
                connections.chmod(0o600)
                data, path = "connection: m, query: 'select * from m'", str(server.folder)
            else:
                path = str(work / f"list.{form}")
                globals()[f"make_{form}"](Path(path), count)
                data = f"file: '{path}'" + (", query: 'select * from m'" if form == "sqlite" else "")
            measure(os.path.abspath(arguments.program), form, data, path, work, arguments.runs)
    finally:
        if server:
            server.stop()
        shutil.rmtree(work, ignore_errors=True)


if __name__ == "__main__":
    main()
