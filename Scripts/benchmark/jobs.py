"""The jobs of the benchmark: lists of invented recipients, and the fixed text of the letters."""

import csv
import json
import random
import re
from pathlib import Path

CITIES = ["Oslo", "Bergen", "Trondheim", "Stavanger", "Tromsø", "Bodø", "Ålesund", "Hamar"]
# Names of which Latin-1 and Latin Extended-A do not have all letters.
FOREIGN = ["Nguyễn Thị Hương", "Ελένη Παπαδοπούλου", "Иван Петров", "Trần Quốc Bảo"]
WORDS = ("støtte til lokaler for barn og unge som ellers ikke har noe sted å være etter skoletid i "
         "kommunen og ber om at saken behandles før sommeren slik at arbeidet kan komme i gang").split()
MEASURES = ["Nytt tak", "Maling av møterommet", "Utstyr til kjøkkenet", "Rampe ved inngangen"]


def seed_rows(count: int):
    """Recipients of the seed letter; its own list of recipients stays the mailing's nine."""
    for k in range(1, count + 1):
        yield {"name": f"Mottaker {k:07d}", "address": f"Storgata {k % 199 + 1}",
               "postcode": f"{1000 + (k * 37) % 8900}", "city": CITIES[k % len(CITIES)],
               "their_reference": ""}


def variable_rows(count: int):
    """Recipients whose letters differ: two texts that change how many lines there are, a table of 0 to
    12 rows, and in one letter of twenty a name outside the fonts' first subset."""
    chance = random.Random(20200819)
    for k, row in enumerate(seed_rows(count), 1):
        del row["their_reference"]
        row["number"] = f"{k:07d}"
        if k % 20 == 0:
            row["name"] = FOREIGN[k // 20 % len(FOREIGN)] + f" {k}"
        row["reason"] = "om " + words(chance, 3, 40)
        row["remark"] = words(chance, 1, 50)
        row["lines"] = [{"measure": f"{MEASURES[line % 4]} {k + line}", "amount": f"{chance.randint(1, 99)} 000,00"}
                        for line in range(chance.randint(0, 12))]
        yield row


def order_rows(count: int, apart: bool):
    """Ten order lines for each recipient, all of one together, or as they would come in over a year."""
    for line in range(10 * count):
        k = line % count if apart else line // 10
        yield {"number": f"{k + 1:07d}", "name": f"Mottaker {k + 1:07d}", "address": f"Storgata {k % 199 + 1}",
               "item": f"Vare {line * 7 % 5000}", "count": line % 9 + 1, "price": f"{line % 1000}.50"}


def words(chance: random.Random, least: int, most: int) -> str:
    return " ".join(chance.choice(WORDS) for _ in range(chance.randint(least, most))) + "."


def write_csv(rows, path: Path) -> Path:
    rows = iter(rows)
    first = next(rows)
    with open(path, "w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, fieldnames=list(first), delimiter=";")
        writer.writeheader()
        writer.writerow(first)
        writer.writerows(rows)
    return path


def write_json(rows, path: Path) -> Path:
    path.write_text(json.dumps(list(rows), ensure_ascii=False), encoding="utf-8")
    return path


def fixed_text(mailing: Path) -> dict:
    """What is the same in all letters, for a program that does not read Flett's templates."""
    front, body = (mailing / "letter.md").read_text(encoding="utf-8").split("---\n", 2)[1:]
    paragraphs = [re.sub(r"\[([^\]]*)\]\(#\)", r"\1", part) for part in body.strip().split("\n\n")]
    signers = re.findall(r"\{name: ([^,]+), role: ([^}]+)\}", front)
    with open(mailing / "recipients.csv", encoding="utf-8-sig") as file:
        recipients = [line.split(";")[0] for line in file.read().splitlines()[1:] if line]
    return {"title": re.search(r"^title: (.*)$", front, re.M).group(1), "closing": "Med vennlig hilsen",
            "paragraphs": paragraphs, "recipients": recipients,
            "signers": [{"name": name, "role": role} for name, role in signers],
            "reference": [["Vår referanse", "20/01963-1"], ["Arkivkode", "0"], ["Saksbehandler", "Helge Eide"],
                          ["Deres referanse", ""], ["Dato", "19.08.2020"]]}
