"""What somebody does with the preview's page, done by a program in headless Chromium.

Each function below and in office.py is a scenario; `try` runs one of them on a page that is served from a folder with
the mailing of Tests/PreviewTests/Fixture.swift. A scenario fails by an assertion, by anything on the
browser's console, or by a request to another place than the page's own server.
"""

import statistics
import sys
import time
import traceback
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Error, Page, expect, sync_playwright

import office
from helpers import DESKTOP, PHONE, Mailing, option, ready, report, shot, title, words


def load(page: Page, mailing: Mailing) -> None:
    expect(title(page)).to_have_text("Anna Østby")
    expect(page.locator("#recipient-list [role=option]")).to_have_count(4)
    expect(page.locator("#matching")).to_have_text("4 recipients")
    expect(words(page).locator("h3")).to_have_text("Invitation")
    expect(words(page)).to_contain_text("Dear Anna Østby,")
    expect(words(page)).to_have_attribute("lang", "en")
    expect(page.locator("#connection-text")).to_have_text("Live")
    width = page.locator("#pages .sheet img").first.evaluate("i => i.naturalWidth")
    assert width > 300, width
    assert "key=" not in page.url, page.url


def step(page: Page, mailing: Mailing) -> None:
    page.keyboard.press("ArrowRight")
    expect(title(page)).to_have_text("Søren Kierulf")
    expect(words(page)).to_contain_text("Please bring the keys.")
    page.keyboard.press("ArrowLeft")
    expect(title(page)).to_have_text("Anna Østby")
    page.keyboard.press("ArrowLeft")
    expect(title(page)).to_have_text("Anna Østby")
    page.click("#next")
    expect(title(page)).to_have_text("Søren Kierulf")
    page.wait_for_url("**#letter/2")
    page.reload()
    ready(page)
    expect(title(page)).to_have_text("Søren Kierulf")


def search(page: Page, mailing: Mailing) -> None:
    page.keyboard.press("/")
    expect(page.locator("#search")).to_be_focused()
    page.keyboard.type("QUAY")
    expect(page.locator("#matching")).to_have_text("1 match")
    page.keyboard.press("Enter")
    expect(title(page)).to_have_text("Zoë O’Brien")
    page.keyboard.press("/")
    page.keyboard.press("Escape")
    expect(page.locator("#matching")).to_have_text("4 recipients")
    page.select_option("#sort", "name")
    expect(page.locator("#recipient-list [role=option]").first).to_contain_text("<script>")


def hostile(page: Page, mailing: Mailing) -> None:
    name = "<script>alert(1)</script>"
    option(page, name).click()
    expect(title(page)).to_have_text(name)
    expect(words(page)).to_contain_text(f"Dear {name},")
    assert page.locator("main script").count() == 0
    page.click("#views [data-view=compare]")
    expect(page.locator("#changes")).to_contain_text(name)


def live(page: Page, mailing: Mailing) -> None:
    page.keyboard.press("ArrowRight")
    expect(title(page)).to_have_text("Søren Kierulf")
    page.click("#actual")
    page.locator("#pages").evaluate("p => { p.scrollTop = 150; }")
    mailing.edit("letter.md", "on Monday", "on Thursday")
    expect(words(page)).to_contain_text("The meeting is on Thursday.")
    assert page.locator("#pages").evaluate("p => p.scrollTop") == 150
    expect(page.locator("#actual")).to_have_attribute("aria-pressed", "true")
    expect(title(page)).to_have_text("Søren Kierulf")
    mailing.edit("people.csv", "Søren Kierulf;Kystveien 118", "Søren Kierulf;Kystveien 7")
    expect(words(page)).to_contain_text("Kystveien 7")
    mailing.edit("people.csv", "Anna Østby", "Aud Aas;Nygata 1;\nAnna Østby")
    expect(page.locator("#matching")).to_have_text("5 recipients")
    expect(title(page)).to_have_text("Søren Kierulf")
    expect(option(page, "Søren Kierulf")).to_have_attribute("aria-selected", "true")


def stationery(page: Page, mailing: Mailing) -> None:
    before = page.locator("#pages .sheet").first.get_attribute("data-revision")
    mailing.edit("stationery.yaml", "wordmark: KS", "wordmark: Harbour")
    expect(words(page)).to_contain_text("Harbour")
    assert page.locator("#pages .sheet").first.get_attribute("data-revision") != before


def broken(page: Page, mailing: Mailing) -> None:
    mailing.edit("letter.md", "Dear {{name}}", "Dear {{nam}}")
    problem = page.locator("#problems .problem.error").first
    expect(problem).to_contain_text("people.csv has no field 'nam'")
    expect(problem.locator(".place")).to_contain_text("letter.md:11:6")
    expect(problem.locator("pre")).to_have_text("Dear {{nam}},")
    expect(problem.locator("pre mark")).to_contain_text("{{nam}}")
    expect(problem.locator(".hint").first).to_contain_text("did you mean 'name'?")
    expect(page.locator("#pages.stale")).to_be_visible()
    expect(words(page)).to_contain_text("Dear Anna Østby,")
    expect(page.locator("#connection-text")).to_have_text("Files at fault")
    expect(page.locator("#make-all")).to_be_disabled()
    shot(page, "broken")
    mailing.edit("letter.md", "Dear {{nam}}", "Good day {{name}}")
    expect(words(page)).to_contain_text("Good day Anna Østby,")
    expect(page.locator("#pages.stale")).to_have_count(0)
    expect(page.locator("#problems")).to_be_hidden()
    expect(page.locator("#connection-text")).to_have_text("Live")


def fault(page: Page, mailing: Mailing) -> None:
    """One recipient's letter cannot be made; the others can."""
    mailing.edit("letter.md", "is on Monday", "is on {{street}}")
    mailing.edit("people.csv", "Zoë O’Brien;12 Quay Street", "Zoë O’Brien;")
    page.click("#views [data-view=findings]")
    expect(page.locator("#check-summary")).to_have_text("3 letters can be made; 1 letter cannot.")
    row = page.locator("table.findings tbody tr").first
    expect(row).to_contain_text("Zoë O’Brien")
    expect(row).to_contain_text("street")
    shot(page, "findings")
    row.get_by_role("button").click()
    expect(title(page)).to_have_text("Zoë O’Brien")
    expect(page.locator("#problems-title")).to_have_text("This letter cannot be made")
    page.click("#views [data-view=findings]")
    page.click("#page-counts .faulty")
    expect(page.locator("#matching")).to_have_text("1 match")
    page.click("#page-filter")
    expect(page.locator("#matching")).to_have_text("4 recipients")


def overlays(page: Page, mailing: Mailing) -> None:
    page.click("#overlays summary")
    for kind in ["margin", "addressWindow", "foldMark", "baseline", "block"]:
        page.check(f"#overlays input[value={kind}]")
    overlay = page.locator("#pages .sheet svg").first
    expect(overlay.locator(".margin rect.guide")).to_have_count(1)
    expect(overlay.locator(".foldMark line")).to_have_count(1)  # in half, for a C5
    expect(overlay.locator(".addressWindow text")).to_have_text("Window NO C5")
    page.select_option("#window", "all")
    assert overlay.locator(".addressWindow rect.guide").count() > 3
    assert overlay.locator(".baseline line").count() > 20
    expect(overlay.locator(".block text", has_text="Text · line 11")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.locator("#overlays summary")).to_be_focused()
    shot(page, "overlays")
    page.keyboard.press("b")
    expect(overlay.locator(".block")).to_have_count(0)


def zoom(page: Page, mailing: Mailing) -> None:
    sheet = page.locator("#pages .sheet").first
    page.keyboard.press("1")
    width = sheet.bounding_box()["width"]
    assert abs(width - 210 / 25.4 * 96) < 1, width  # A4 at 96 CSS pixels an inch
    page.keyboard.press("+")
    assert abs(sheet.bounding_box()["width"] / width - 1.25) < 0.01
    page.click("#width")
    assert sheet.bounding_box()["width"] > width
    page.keyboard.press("0")
    box, desk = sheet.bounding_box(), page.locator("#pages").bounding_box()
    assert box["height"] <= desk["height"], (box, desk)


def master(page: Page, mailing: Mailing) -> None:
    page.click("#master")
    expect(title(page)).to_have_text("Undispatched master")
    expect(words(page)).to_contain_text("The address is filled in at dispatch.")
    expect(page.locator("#make-one")).to_have_text("Make the master")
    page.click("#make-one")
    expect(page.locator("#job-text")).to_have_text("1 letter made")
    page.click("#master")
    expect(title(page)).to_have_text("Anna Østby")


def compare(page: Page, mailing: Mailing) -> None:
    page.click("#views [data-view=compare]")
    expect(page.locator("#compare-left")).to_have_value("Anna Østby")
    expect(page.locator("#compare-right")).to_have_value("Søren Kierulf")
    changes = page.locator("#changes .change")
    expect(changes).to_have_count(3)
    expect(changes.nth(1).locator("del")).to_have_text("Anna Østby,")
    expect(changes.nth(1).locator("ins")).to_have_text("Søren Kierulf,")
    expect(changes.nth(2)).to_contain_text("not in the letter to Anna Østby")
    expect(page.locator("#compare-pages .differs").first).to_be_attached()
    page.wait_for_selector("#compare-pages .sheet[data-revision]")
    shot(page, "compare")
    page.fill("#compare-right", "Zoë O’Brien")
    page.locator("#compare-right").press("Enter")
    expect(changes).to_have_count(2)


def make(page: Page, mailing: Mailing) -> None:
    expect(page.locator("#open-pdf")).to_be_hidden()
    page.click("#make-one")
    expect(page.locator("#job-text")).to_have_text("1 letter made")
    expect(option(page, "Anna Østby").locator(".mark")).to_contain_text("made")
    expect(page.locator("#open-pdf")).to_be_visible()
    expect(page.locator("#open-pdf")).to_have_text("Open PDF")
    start = page.evaluate(
        "fetch(document.getElementById('open-pdf').href).then(r => r.text()).then(t => t.slice(0, 5))")
    assert start == "%PDF-", start
    page.click("#make-all")
    expect(page.locator("#confirm-text")).to_contain_text("4 letters will be in this folder")
    expect(page.locator("#confirm-path")).to_have_text(str(mailing.folder.resolve() / "Output"))
    page.get_by_role("dialog").get_by_role("button", name="Make all").click()
    expect(page.locator("#job-text")).to_have_text("3 letters made, 1 was there already")
    made = sorted(path.name for path in (mailing.folder / "Output").glob("*.pdf"))
    assert made == ["-script-alert(1)--script-.pdf", "Anna Østby.pdf", "Søren Kierulf.pdf",
                    "Zoë O’Brien.pdf"], made
    mailing.edit("people.csv", "Strandgata 4", "Strandgata 5")
    expect(option(page, "Anna Østby").locator(".mark")).to_contain_text("changed since")
    expect(page.locator("#open-pdf")).to_have_text("Open old PDF")
    expect(option(page, "Zoë").locator(".mark")).to_contain_text("· made")
    (mailing.folder / "Output" / "Zoë O’Brien.pdf").unlink()
    manifest = mailing.folder / "Output" / "manifest.json"
    manifest.write_text(manifest.read_text(encoding="utf-8"))  # as a run in a terminal does at its end
    expect(option(page, "Zoë").locator(".mark")).to_contain_text("not made")


def thumbnails(page: Page, mailing: Mailing) -> None:
    """10,000 recipients: only what is in view exists, and scrolling stays smooth."""
    people = mailing.folder / "people.csv"
    rows = "".join(f"Person {number};Street {number};\n" for number in range(1, 9997))
    with people.open("a", encoding="utf-8") as file:
        file.write(rows)
    expect(page.locator("#matching")).to_have_text("10,000 recipients")
    page.click("#views [data-view=all]")
    page.wait_for_selector("#grid img")
    shot(page, "thumbnails")
    slowest = page.evaluate("""async () => {
      const grid = document.getElementById('grid');
      let slowest = 0, last = performance.now();
      for (let frame = 0; frame < 60; frame += 1) {
        grid.scrollTop += 900;
        await new Promise(requestAnimationFrame);
        const now = performance.now();
        slowest = Math.max(slowest, now - last);
        last = now;
      }
      return slowest;
    }""")
    report("slowest frame of 60 while scrolling", f"{slowest:.0f} ms")
    page.locator("#grid").evaluate("g => { g.scrollTop = g.scrollHeight; }")
    expect(page.locator("#grid .thumbnail", has_text="Person 9996")).to_be_visible()
    expect(page.locator("#grid .thumbnail", has_text="Person 9996").locator("img")).to_have_count(1)
    count = page.locator("#grid .thumbnail").count()
    assert count < 80, count
    page.locator("#grid .thumbnail", has_text="Person 9996").click()
    expect(title(page)).to_have_text("Person 9996")
    expect(option(page, "Person 9996")).to_have_attribute("aria-selected", "true")
    assert page.locator("#recipient-list [role=option]").count() < 60


def phone(page: Page, mailing: Mailing) -> None:
    def check() -> None:
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= PHONE["width"], wide

    check()
    shot(page, "phone")
    page.get_by_role("button", name="Recipients").click()
    option(page, "Zoë").click()
    expect(title(page)).to_have_text("Zoë O’Brien")
    expect(page.locator("#pages .sheet").first).to_be_visible()
    check()
    for view in ["all", "findings", "compare"]:
        page.click(f"#views [data-view={view}]")
        page.wait_for_timeout(200)
        check()
    page.click("#views [data-view=all]")
    page.locator("#grid .thumbnail", has_text="Søren").click()
    expect(title(page)).to_have_text("Søren Kierulf")


def keyboard(page: Page, mailing: Mailing) -> None:
    """Everything is reached by the keyboard alone, and the focus is always to be seen."""
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    reached = []
    for _ in range(40):
        page.keyboard.press("Tab")
        name, visible = page.evaluate("""() => {
          const one = document.activeElement, box = one.getBoundingClientRect();
          return [one.id || one.dataset.view || one.textContent.trim().slice(0, 20),
                  one === document.body || box.width > 0];
        }""")
        assert visible, name
        reached.append(name)
    for wanted in ["letter", "all", "findings", "compare", "search", "sort", "recipient-list", "next",
                   "smaller", "actual", "Overlays", "make-one", "make-all", "pages"]:
        assert wanted in reached, (wanted, reached)
    page.focus("#recipient-list")
    page.keyboard.press("End")
    expect(title(page)).to_have_text("Zoë O’Brien")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(title(page)).to_have_text("Søren Kierulf")
    page.focus("#views [data-view=all]")
    page.keyboard.press("Enter")
    page.focus("#grid")
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(title(page)).to_have_text("<script>alert(1)</script>")
    page.keyboard.press("?")
    expect(page.locator("#help")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#help")).to_be_hidden()


def accessible(page: Page, mailing: Mailing) -> None:
    """Nothing that axe-core knows of is wrong, in any view, at both widths and in both colours."""
    mailing.edit("letter.md", "on Monday", "on [Monday](#)")
    expect(page.locator("#problems .problem")).to_have_count(1)
    for size, colours in ((DESKTOP, "light"), (DESKTOP, "dark"), (PHONE, "light"), (PHONE, "dark")):
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=colours)
        views = ["letter", "all", "findings", "compare"]
        for view in views + (["recipients"] if size is PHONE else []):
            page.click(f"#views [data-view={view}]")
            page.wait_for_timeout(300)
            results = Axe().run(page)
            assert results.violations_count == 0, f"{view}, {colours}: {results.generate_report()}"
    page.set_viewport_size(DESKTOP)
    mailing.edit("letter.md", "Dear {{name}}", "Dear {{nam}}")
    page.click("#views [data-view=letter]")
    expect(page.locator("#pages.stale")).to_be_visible()
    for colours in ("light", "dark"):
        page.emulate_media(color_scheme=colours)
        results = Axe().run(page)
        assert results.violations_count == 0, f"{colours}: {results.generate_report()}"


def speed(page: Page, mailing: Mailing) -> None:
    """How long it takes from saving the letter to the new picture, twenty times."""
    page.evaluate("""() => {
      window.pictures = [];
      new MutationObserver(() => window.pictures.push(performance.timeOrigin + performance.now()))
        .observe(document.querySelector('#pages .sheet'), { attributeFilter: ['data-revision'] });
    }""")
    revision = int(page.locator("#pages .sheet").first.get_attribute("data-revision"))
    times = []
    for number in range(20):
        old, new = f"on Monday{number - 1 if number else ''}.", f"on Monday{number}."
        start = time.time() * 1000
        mailing.edit("letter.md", old, new)
        expect(page.locator("#pages .sheet").first).to_have_attribute(
            "data-revision", str(revision + number + 1))
        times.append(page.evaluate(f"window.pictures[{number}]") - start)
        page.wait_for_timeout(500)  # somebody saves now and then, not while things still happen
    report("from saving to the new picture", f"median {statistics.median(times):.0f} ms, "
           f"slowest {max(times):.0f} ms")


def attempt(browser, name: str, address: str, folder: str) -> str:
    """What is wrong when a scenario is gone through; nothing if it goes well."""
    context = browser.new_context(viewport=PHONE if name == "phone" else DESKTOP)
    context.set_default_timeout(20000)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text)
            if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    origin = address.split("/?")[0]
    page.on("request", lambda request: None if request.url.startswith(origin)
            else complaints.append(f"asks {request.url}"))
    try:
        page.goto(address)
        scenario = globals().get(name) or getattr(office, name)
        if scenario is not office.unreadable:
            ready(page)
        scenario(page, Mailing(folder))
        assert not complaints, complaints
        return ""
    except (AssertionError, Error) as error:
        shot(page, f"failed-{name}")
        trace = traceback.extract_tb(error.__traceback__)
        here = Path(__file__).parent
        place = next(one for one in reversed(trace) if Path(one.filename).parent == here)
        return f"{Path(place.filename).name}, line {place.lineno}: {error}"
    finally:
        context.close()


def main() -> None:
    """Arguments: a scenario, the page's address and the mailing's folder, any number of times."""
    expect.set_options(timeout=20000)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        arguments = sys.argv[1:]
        for name, address, folder in zip(arguments[::3], arguments[1::3], arguments[2::3]):
            start = time.time()
            problem = attempt(browser, name, address, folder)
            words = " ".join(problem.split())
            print(f"{name}\t{time.time() - start:.1f} s\t{words}", flush=True)
        browser.close()


main()
