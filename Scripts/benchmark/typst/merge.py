"""Makes letters with Typst in the fastest way known: one Compiler for the run, and each record a main
file of three lines, given as bytes, that imports a shared module, so that what was laid out once stays.

    merge.py FOLDER LIST LETTER OUT [--first N] [--step N] [--combined]

FOLDER holds letter.typ and letter.json; LETTER is the function to call, `seed` or `variable`.
"""

import argparse
import json
import os
import sys

import typst

SEED = ("name", "address", "postcode", "city")
VARIABLE = SEED + ("reason", "remark", "lines")
OPEN_SANS = "/usr/share/fonts/truetype/open-sans"


def literal(value) -> str:
    """A value as Typst source."""
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return "(" + "".join(f"({literal(line['measure'])},{literal(line['amount'])})," for line in value) + ")"


def call(letter: str, record: dict) -> str:
    fields = SEED if letter == "seed" else VARIABLE
    return f"#{letter}({', '.join(literal(record[field]) for field in fields)})\n"


def main() -> None:
    options = argparse.ArgumentParser()
    for name in ("folder", "list", "letter", "out"):
        options.add_argument(name)
    options.add_argument("--first", type=int, default=0)
    options.add_argument("--step", type=int, default=1)
    options.add_argument("--combined", action="store_true")
    job = options.parse_args()
    with open(job.list, encoding="utf-8") as file:
        records = json.load(file)[job.first::job.step]
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[OPEN_SANS])
    compiler = typst.Compiler(os.path.join(job.folder, "letter.typ"), root=job.folder, font_paths=fonts)
    start = f'#import "letter.typ": style, {job.letter}\n#show: style\n'
    settings = {"pdf_standards": ["a-2a", "ua-1"], "timestamp": 1597795200}
    if job.combined:
        source = start + "#pagebreak()\n".join(call(job.letter, record) for record in records)
        compiler.compile(input=source.encode(), output=os.path.join(job.out, "all.pdf"), **settings)
        return
    for number, record in enumerate(records):
        output = os.path.join(job.out, f"{job.first + number * job.step:07d}.pdf")
        compiler.compile(input=(start + call(job.letter, record)).encode(), output=output, **settings)


if __name__ == "__main__":
    sys.exit(main())
