"""Draws the pictures of the documentation: pictures.py FOLDER, with the program that FLETT_PROGRAM names."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from base64 import b64encode
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from helpers import ready

ROOT = Path(__file__).resolve().parents[2]
FLETT = Path(os.environ["FLETT_PROGRAM"]).resolve()
BLOCK = re.compile(r"<!-- file: (.+?) -->\n```\w*\n(.*?)```", re.S)
OFFICE = {"width": 1280, "height": 760}
# A sheet on a desk, so that its edges are seen.
DESK = """<div id="desk" style="padding: 18px; background: #e4e8eb; width: max-content"><div
 style="height: {height}px; overflow: hidden"><img style="display: block" src="data:image/png;base64,{data}"></div></div>"""


def files_of(tutorial: str, folder: Path) -> None:
    """Writes the files that a tutorial shows, and copies its list beside them."""
    page = (ROOT / tutorial).read_text(encoding="utf-8")
    for path, text in BLOCK.findall(page):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    source, target = re.search(r"^cp (docs/examples/\S+) (\S+)/$", page, re.M).groups()
    shutil.copy(ROOT / source, folder / target)


def before(folder: Path) -> Path:
    """The first mailing with the stationery that it had before its letters stood on one page."""
    parties = folder / "before"
    shutil.copytree(ROOT / "Templates/partiprogram", parties)
    letter = (parties / "letter.md").read_text(encoding="utf-8")
    kept = letter.replace("../stationery/ks.yaml", str(ROOT / "Scripts/benchmark/ks.yaml"))
    (parties / "letter.md").write_text(kept, encoding="utf-8")
    return parties


def flett(*arguments: str) -> None:
    subprocess.run([FLETT, *arguments], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


@contextmanager
def preview(mailing: Path):
    """The address of a mailing's preview."""
    server = subprocess.Popen(
        [FLETT, "preview", mailing.name, "--no-open", "--output", "letters"],
        cwd=mailing.parent, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        yield re.search(r"http://\S+", server.stdout.readline() + server.stdout.readline()).group()
    finally:
        server.terminate()
        server.wait()


def office(browser: Browser, address: str, language: str) -> Page:
    """The preview's page in a window of an office's size."""
    page = browser.new_page(viewport=OFFICE, locale=language, color_scheme="light")
    page.goto(address)
    ready(page)
    page.wait_for_timeout(1500)
    return page


def sheet(browser: Browser, mailing: Path, key: str, to: Path, part: float = 1) -> None:
    """A letter's first page, or its upper part, on a desk."""
    with tempfile.TemporaryDirectory() as folder:
        flett("preview", mailing, "--only", key, "--png", f"{folder}/page.png", "--resolution", "96")
        first = min(Path(folder).iterdir())
        data = b64encode(first.read_bytes()).decode()
    page = browser.new_page(viewport={"width": 900, "height": 900})
    page.set_content(DESK.format(data=data, height=round(1122 * part)))
    page.locator("#desk").screenshot(path=to)
    page.close()


def envelope(page: Page, to: Path) -> None:
    """The upper half of the letter with margins, the window of its envelope, and the fold."""
    page.set_viewport_size({"width": 1280, "height": 1500})
    page.click("#overlays summary")
    for kind in ["margin", "addressWindow", "foldMark"]:
        page.check(f"#overlays input[value={kind}]")
    page.keyboard.press("Escape")
    page.keyboard.press("1")
    page.wait_for_timeout(1500)
    box = page.locator("#pages .sheet").first.bounding_box()
    page.screenshot(path=to, clip={**box, "height": box["height"] * 0.55})


def fault(page: Page, letter: Path, to: Path) -> None:
    """A misspelt field, beside the last good letter."""
    letter.write_text(letter.read_text(encoding="utf-8").replace("{{Boat}}", "{{Boot}}"), encoding="utf-8")
    page.wait_for_selector("#problems .problem.error")
    page.wait_for_timeout(500)
    page.screenshot(path=to)


def draw(browser: Browser, folder: Path, to: Path) -> None:
    files_of("docs/tutorial.md", folder)
    files_of("docs/nb/veiledning.md", folder)
    sheet(browser, ROOT / "Templates/partiprogram", "Rødt", to / "letter.png")
    sheet(browser, before(folder), "Rødt", to / "letter-before.png")
    sheet(browser, folder / "harbour", "101", to / "harbour-letter.png", part=0.64)
    sheet(browser, folder / "havn", "101", to / "havnebrev.png", part=0.64)
    with preview(folder / "harbour") as address:
        page = office(browser, address, "en-GB")
        page.screenshot(path=to / "preview.png")
        fault(page, folder / "harbour/letter.md", to / "fault.png")
    with preview(folder / "havn") as address:
        page = office(browser, address, "nb-NO")
        page.screenshot(path=to / "forhandsvisning.png")
    files_of("docs/tutorial.md", folder)
    with preview(folder / "harbour") as address:
        envelope(office(browser, address, "en-GB"), to / "window.png")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        draw(browser, Path(folder), Path(sys.argv[1]))
        browser.close()


main()
