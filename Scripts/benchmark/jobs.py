"""The lists of recipients that benchmarks make letters for."""

import csv
import json
from pathlib import Path

CITIES = ["Oslo", "Bergen", "Trondheim", "Stavanger", "Tromsø", "Bodø", "Ålesund", "Hamar"]


def seed_rows(count: int):
    """Invented recipients of the seed letter; its list of recipients stays the mailing's nine."""
    for k in range(1, count + 1):
        yield {"name": f"Mottaker {k:07d}", "address": f"Storgata {k % 199 + 1}",
               "postcode": f"{1000 + (k * 37) % 8900}", "city": CITIES[k % len(CITIES)],
               "their_reference": ""}


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
