"""What all scenarios use: the mailing's files, the parts of the page, and pictures of it."""

import os
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

from playwright.sync_api import Page

DESKTOP = {"width": 1360, "height": 850}
PHONE = {"width": 390, "height": 844}


class Mailing:
    """The mailing's files, changed as an editor changes them."""

    def __init__(self, folder: str):
        self.folder = Path(folder)

    def edit(self, name: str, old: str, new: str) -> None:
        """Writes a file anew, by way of another one that takes its place."""
        path = self.folder / name
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{name} does not say {old!r}"
        other = path.with_name(name + ".new")
        other.write_text(text.replace(old, new), encoding="utf-8")
        os.replace(other, path)

    def write(self, name: str, text: str) -> None:
        """Writes a file whole."""
        other = self.folder / (name + ".new")
        other.write_text(text, encoding="utf-8")
        os.replace(other, self.folder / name)

    def workbook(self, name: str, text: str) -> None:
        """Writes a CSV's rows as an Excel workbook with one sheet; every cell is a text."""
        other = self.folder / (name + ".new")
        with zipfile.ZipFile(other, "w", zipfile.ZIP_DEFLATED) as archive:
            for part, content in workbook_parts([line.split(";") for line in text.splitlines()]):
                archive.writestr(part, '<?xml version="1.0" encoding="UTF-8"?>' + content)
        os.replace(other, self.folder / name)


def workbook_parts(rows: list[list[str]]):
    """The files in a workbook (ECMA-376) with these rows."""
    office = "http://schemas.openxmlformats.org"
    related = f"{office}/officeDocument/2006/relationships"
    sheets = f"{office}/spreadsheetml/2006/main"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"

    def relations(target: str, what: str) -> str:
        return (f'<Relationships xmlns="{office}/package/2006/relationships"><Relationship Id="r1" '
                f'Type="{related}/{what}" Target="{target}"/></Relationships>')

    def cell(row: int, column: int, value: str) -> str:
        place = f"{chr(ord('A') + column)}{row}"
        return f'<c r="{place}" t="inlineStr"><is><t>{escape(value)}</t></is></c>' if value else ""

    lines = "".join(
        f'<row r="{row}">' + "".join(cell(row, column, value) for column, value in enumerate(values))
        + "</row>" for row, values in enumerate(rows, 1))
    yield "[Content_Types].xml", (
        f'<Types xmlns="{office}/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
        f'<Override PartName="/xl/sheet.xml" ContentType="{kind}.worksheet+xml"/></Types>')
    yield "_rels/.rels", relations("xl/workbook.xml", "officeDocument")
    yield "xl/_rels/workbook.xml.rels", relations("sheet.xml", "worksheet")
    yield "xl/workbook.xml", (
        f'<workbook xmlns="{sheets}" xmlns:r="{related}"><sheets>'
        '<sheet name="Members" sheetId="1" r:id="r1"/></sheets></workbook>')
    yield "xl/sheet.xml", f'<worksheet xmlns="{sheets}"><sheetData>{lines}</sheetData></worksheet>'


def ready(page: Page) -> None:
    page.wait_for_selector("#pages .sheet[data-revision]")


def title(page: Page):
    return page.locator("#letter-title")


def words(page: Page):
    return page.locator("#pages .words").first


def option(page: Page, text: str):
    return page.locator("#recipient-list [role=option]", has_text=text)


def shot(page: Page, name: str) -> None:
    """Keeps a picture of the page for somebody to look at, where a folder for them is named."""
    folder = os.environ.get("FLETT_SCREENSHOTS")
    if folder:
        page.wait_for_timeout(250)
        page.screenshot(path=f"{folder}/{name}.png")


def report(what: str, value: str) -> None:
    print(f"note\t{what}\t{value}", flush=True)
