"""Makes the workbooks of this folder: `workbooks.py FOLDER`, with openpyxl and XlsxWriter installed.

The same list by two libraries, whose workbooks differ: one shares all texts and names every cell, the other
writes texts with parts in different type."""

import datetime
import sys
from pathlib import Path

import openpyxl
import xlsxwriter

COLUMNS = ["Navn", "Deres referanse", "Beløp", "Frist", "Møte", "Postnummer", "Åpen", "Merknad"]
ROWS = [
    ["Miljøpartiet De Grønne", "24/0117", 1234.5, datetime.date(2026, 11, 23),
     datetime.datetime(2026, 12, 1, 14, 30), 185, True, "første linje\nandre linje"],
    ["Rødt", "007", 0.1 + 0.2, datetime.date(1900, 2, 28), datetime.datetime(2024, 2, 29, 0, 0), 5003, False, None],
    ["Sámi & <venner>", None, -3, datetime.date(1900, 3, 1), None, 1, None, "  «to»  mellomrom  "],
]


def with_openpyxl(path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Mottakere"
    sheet.append(COLUMNS)
    for row in ROWS:
        sheet.append(row)
    for number in range(2, 5):
        sheet.cell(number, 6).number_format = "0000"
        sheet.cell(number, 4).number_format = "dd.mm.yyyy"
        sheet.cell(number, 5).number_format = "yyyy-mm-dd hh:mm"
    book.create_sheet("Skjult").sheet_state = "hidden"
    book.save(path)


def with_xlsxwriter(path: Path) -> None:
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Mottakere")
    bold = book.add_format({"bold": True})
    day, time, zeros = (book.add_format({"num_format": code}) for code in
                        ("[$-414]d. mmmm yyyy;@", "d/m/yy h:mm", "0000"))
    sheet.write_row(0, 0, COLUMNS, bold)
    for number, row in enumerate(ROWS, 1):
        for column, value in enumerate(row):
            if value is None:
                continue
            if column == 0:
                sheet.write_rich_string(number, column, bold, value[:3], value[3:])
            elif isinstance(value, (datetime.date, datetime.datetime)):
                sheet.write_datetime(number, column, value, day if column == 3 else time)
            elif column == 5:
                sheet.write_number(number, column, value, zeros)
            else:
                sheet.write(number, column, value)
    book.close()


folder = Path(sys.argv[1])
with_openpyxl(folder / "openpyxl.xlsx")
with_xlsxwriter(folder / "xlsxwriter.xlsx")
