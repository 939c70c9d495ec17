"""What office screens ask of the page: room, words, colours, and a list with faults in either form."""

import re

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from helpers import Mailing, option, ready, shot, title, words

WIDTHS = {390: 844, 1280: 720, 1366: 768, 1920: 1080}
LONG = "Utvalget for barn, unge, oppvekst og utdanning i Møre og Romsdal fylkeskommune"

# Pairs of elements that lie on each other, or reach out of the window, as texts.
CROWDED = """(selector) => {
  const all = [...document.querySelectorAll(selector)].filter((one) => one.checkVisibility());
  const boxes = all.map((one) => one.getBoundingClientRect());
  const name = (index) => all[index].id || all[index].textContent.trim() || all[index].className;
  const found = [];
  boxes.forEach((box, index) => {
    if (box.left < -0.5 || box.right > innerWidth + 0.5) found.push(`${name(index)} is outside`);
    boxes.slice(index + 1).forEach((other, place) => {
      const isApart = box.right <= other.left + 0.5 || other.right <= box.left + 0.5
        || box.bottom <= other.top + 0.5 || other.bottom <= box.top + 0.5;
      if (!isApart) found.push(`${name(index)} lies on ${name(index + 1 + place)}`);
    });
  });
  return found;
}"""


def resize(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": WIDTHS[width]})


def require_room(page: Page, name: str) -> None:
    """Toolbar and header do not overlap themselves, and the recipient's name is there in full."""
    for part in [".tools button, .tools a, .tools h2, .tools summary, .tools output, #letter-facts",
                 ".top h1, .top button, .top select, .connection"]:
        crowded = page.evaluate(CROWDED, part)
        assert not crowded, (page.viewport_size, crowded)
    expect(title(page)).to_have_text(name)
    shown, whole, width = title(page).evaluate("h => [h.clientHeight, h.scrollHeight, h.clientWidth]")
    assert whole <= shown + 1 and width >= 140, (page.viewport_size, shown, whole, width)


def speak(page: Page, language: str) -> None:
    """Chooses a language; the page comes again in it."""
    page.select_option("#language", language)
    expect(page.locator("html")).to_have_attribute("lang", language)
    ready(page)


def sizes(page: Page, mailing: Mailing) -> None:
    """In each language and at each width; a letter with a file to open has all buttons."""
    mailing.edit("people.csv", "Anna Østby", LONG)
    expect(title(page)).to_have_text(LONG)
    page.click("#make-one")
    expect(page.locator("#open-pdf")).to_be_visible()
    mailing.edit("people.csv", "Strandgata 4", "Strandgata 5")
    expect(page.locator("#open-pdf")).to_have_text("Open old PDF")
    for language in ["nb", "nn", "en"]:
        speak(page, language)
        expect(page.locator("#open-pdf")).to_be_visible()
        for width in WIDTHS:
            resize(page, width)
            require_room(page, LONG)
            shot(page, f"toolbar-{language}-{width}")


FAULTY = """name;street;note;amount
Anna Østby;Strandgata 4;;100
Søren Kierulf;Kystveien 118;Please bring the keys.;12,x
Zoë O’Brien;12 Quay Street;;300
"""


def csv(page: Page, mailing: Mailing) -> None:
    mailing.write("people.csv", FAULTY)
    list_with_faults(page, mailing, "people.csv:3:52", FAULTY.splitlines()[2])


def workbook(page: Page, mailing: Mailing) -> None:
    mailing.workbook("people.xlsx", FAULTY)
    mailing.edit("letter.md", "people.csv", "people.xlsx")
    list_with_faults(page, mailing, "people.xlsx, cell D3", "amount: 12,x")


def list_with_faults(page: Page, mailing: Mailing, place: str, source: str) -> None:
    """One recipient's value is no number, and the letter has things to look at."""
    mailing.edit("letter.md", "key: name}", "key: name, columns: {amount: number}}")
    mailing.edit("letter.md", "on Monday", "on [Monday](#) and costs {{amount | number: 2}}, as enclosed")
    expect(page.locator("#matching")).to_have_text("3 recipients")
    expect(words(page)).to_contain_text("costs 100.00")
    expect(page.locator("#make-one")).to_be_visible()
    for width in WIDTHS:
        resize(page, width)
        require_room(page, "Anna Østby")
    page.click("#next")
    expect(title(page)).to_have_text("Søren Kierulf")
    expect(page.locator("#letter-facts")).to_have_text("cannot be made")
    expect(page.locator("#make-one")).to_be_hidden()
    problems = page.locator("#problems .problem")
    expect(problems).to_have_count(3)
    expect(problems.first).to_contain_text("Error: 'amount' is no number: '12,x'")
    expect(problems.first.locator(".place")).to_have_text(place)
    expect(problems.first.locator("pre")).to_have_text(source)
    expect(problems.first.locator("pre mark")).to_contain_text("12,x")
    for width in WIDTHS:
        resize(page, width)
        require_room(page, "Søren Kierulf")
        kinds = problems.evaluate_all("all => all.map((one) => one.classList.contains('error'))")
        assert kinds == [True, False, False], kinds
        shot(page, f"faults-{place[:11]}-{width}")
    page.click("#views [data-view=findings]")
    expect(page.locator("#check-summary")).to_have_text("2 letters can be made; 1 letter cannot.")
    expect(page.locator("table.findings tbody tr").first.locator(".place")).to_have_text(place)
    assert "\ufffd" not in page.locator("body").inner_text()
    left_out(page, mailing)


def left_out(page: Page, mailing: Mailing) -> None:
    """All others can be made although one cannot."""
    page.click("#views [data-view=letter]")
    page.click("#make-all")
    expect(page.locator("#confirm-faulty")).to_have_text(
        "1 letter cannot be made and is left out; Findings says why.")
    page.get_by_role("button", name="Make 2 letters").click()
    expect(page.locator("#job-text")).to_have_text("2 letters made, 1 could not be made")
    made = sorted(path.name for path in (mailing.folder / "Output").glob("*.pdf"))
    assert made == ["Anna Østby.pdf", "Zoë O’Brien.pdf"], made


def unreadable(page: Page, mailing: Mailing) -> None:
    """The list cannot be read from the start on: that is said, and no longer that it is being read."""
    matching = page.locator("#matching")
    for step in ["people.csv", "people.xlsx"]:
        expect(page.locator("#problems .problem.error").first).to_contain_text("the same key")
        expect(matching).to_have_text("No recipients: files at fault")
        expect(page.locator("#make-one")).to_be_hidden()
        expect(page.locator("#make-all")).to_be_disabled()
        expect(page.locator(".placeholder strong")).to_have_text("No letter to show")
        for width in WIDTHS:
            resize(page, width)
            require_room(page, "Letter")
            shot(page, f"unreadable-{step}-{width}")
        if step == "people.csv":
            mailing.workbook("people.xlsx", (mailing.folder / step).read_text(encoding="utf-8"))
            mailing.edit("letter.md", "people.csv", "people.xlsx")
            expect(page.locator("#problems .problem.error .place").first).to_have_text(
                re.compile(r"people\.xlsx, cell A\d"))
    assert "\ufffd" not in page.locator("body").inner_text()
    mailing.workbook("people.xlsx", FAULTY)
    expect(matching).to_have_text("3 recipients")
    ready(page)
    expect(title(page)).to_have_text("Anna Østby")


def guides(page: Page, mailing: Mailing) -> None:
    """The names of guides never lie on each other, and are words."""
    for language, name in [("en", "Fold"), ("nb", "Brett"), ("nn", "Brett")]:
        speak(page, language)
        page.click("#overlays summary")
        for kind in ["margin", "addressWindow", "foldMark", "baseline", "block"]:
            page.check(f"#overlays input[value={kind}]")
        page.select_option("#window", "all")
        page.keyboard.press("Escape")
        overlay = page.locator("#pages .sheet svg").first
        for width in WIDTHS:
            resize(page, width)
            for zoom in ["0", "1"]:
                page.keyboard.press(zoom)
                page.evaluate("() => new Promise((done) => requestAnimationFrame(() => "
                              "requestAnimationFrame(done)))")
                names = overlay.locator(".guide-label").all_text_contents()
                assert len(names) > 12 and name in names, names
                assert not [one for one in names if re.search(r"[a-z][A-Z]|undefined|[{}]", one)], names
                on_each_other = [one for one in page.evaluate(CROWDED, "#pages .sheet svg .guide-name")
                                 if "lies on" in one]
                assert not on_each_other, (width, zoom, len(on_each_other))
                height = overlay.locator(".guide-name").first.bounding_box()["height"]
                assert 15 < height < 17, height
            page.keyboard.press("0")
            shot(page, f"guides-{language}-{width}")


def colours(page: Page, mailing: Mailing) -> None:
    """Light or dark as the system wishes, also when it changes its mind."""
    brightness = """() => getComputedStyle(document.documentElement).backgroundColor
        .match(/\\d+/g).slice(0, 3).map(Number).reduce((one, other) => one + other) / 765"""
    for scheme, is_right in [("dark", lambda value: value < 0.2), ("light", lambda value: value > 0.8)]:
        page.emulate_media(color_scheme=scheme)
        assert is_right(page.evaluate(brightness)), scheme
        paper = page.locator("#pages .sheet").first.evaluate("s => getComputedStyle(s).backgroundColor")
        assert paper == "rgb(255, 255, 255)", paper
        for view in ["letter", "all", "findings", "compare"]:
            page.click(f"#views [data-view={view}]")
            shot(page, f"{scheme}-{view}")
        page.click("#views [data-view=letter]")
        page.click("#help-button")
        results = Axe().run(page)
        assert results.violations_count == 0, f"{scheme}: {results.generate_report()}"
        page.keyboard.press("Escape")


# Texts on the page that are English, of which the language of the page has another form.
FOREIGN = """async () => {
  const texts = Object.values(await (await fetch('/texts.json')).json());
  const language = document.documentElement.lang;
  const forms = (one) => (typeof one === 'string' ? [one] : Object.values(one));
  const pattern = (text) => new RegExp(
    `^${text.replace(/[.*+?^$()|[\\]\\\\]/g, '\\\\$&').replace(/\\{\\w+\\}/g, '.+')}$`);
  const own = texts.flatMap((one) => forms(one[language])).map(pattern);
  // A text that is hardly more than a value says nothing.
  const foreign = texts.flatMap((one) => forms(one.en)).filter((text) => /[a-z]{3}/i.test(
    text.replace(/\\{\\w+\\}/g, ''))).map(pattern);
  const found = [];
  const look = (text) => {
    const words = text.trim();
    if (foreign.some((one) => one.test(words)) && !own.some((one) => one.test(words))) found.push(words);
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { parentElement } = walker.currentNode;
    if (!parentElement.closest('.words, [lang=en], #language')) look(walker.currentNode.data);
  }
  for (const element of document.querySelectorAll('[aria-label], [placeholder], [title]')) {
    for (const name of ['aria-label', 'placeholder', 'title']) look(element.getAttribute(name) ?? '');
  }
  look(document.title);
  return found;
}"""


def languages(page: Page, mailing: Mailing) -> None:
    """By the browser's language, switchable, and then no word of another one is left."""
    browser, cookies = page.context.browser, page.context.cookies()
    address = page.url.split("#")[0]
    mailing.edit("letter.md", "on Monday", "on [Monday](#)")
    for locale, language, name in [("nb-NO", "nb", "Brev"), ("no", "nb", "Brev"), ("nn-NO", "nn", "Brev"),
                                   ("en-GB", "en", "Letter"), ("de-DE", "en", "Letter")]:
        context = browser.new_context(locale=locale)
        context.add_cookies(cookies)
        other = context.new_page()
        other.goto(address)
        ready(other)
        expect(other.locator("html")).to_have_attribute("lang", language)
        expect(other.locator("#views [data-view=letter]")).to_have_text(name)
        context.close()
    for language in ["nb", "nn"]:
        speak(page, language)
        in_one_language(page)
    page.reload()
    ready(page)
    expect(page.locator("html")).to_have_attribute("lang", "nn")
    expect(page.locator("#matching")).to_have_text("4 mottakarar")
    expect(page.locator("#master")).to_have_text("Hovudkopi")
    speak(page, "en")
    expect(page.locator("#matching")).to_have_text("4 recipients")


def in_one_language(page: Page) -> None:
    page.click("#overlays summary")
    page.check("#overlays input[value=block]")
    page.keyboard.press("Escape")
    for view in ["letter", "all", "findings", "compare"]:
        page.click(f"#views [data-view={view}]")
        expect(page.locator("#check-progress")).to_be_hidden()
        assert page.evaluate(FOREIGN) == [], view
        shot(page, f"words-{page.locator('html').get_attribute('lang')}-{view}")
    page.click("#views [data-view=letter]")
    page.click("#make-one")
    expect(page.locator("#job-close")).to_be_visible()
    assert page.evaluate(FOREIGN) == [], "a job"
    page.click("#make-all")
    assert page.evaluate(FOREIGN) == [], "a question"
    page.keyboard.press("Escape")


def labels(page: Page, mailing: Mailing) -> None:
    """Recipients are called what the mailing calls them."""
    mailing.edit("letter.md", "key: name}", 'key: name, label: "{{street}} ({{name}})"}')
    first = option(page, "Strandgata 4")
    expect(first.locator(".key")).to_have_text("Strandgata 4 (Anna Østby)")
    expect(first.locator(".detail")).to_contain_text("Anna Østby")
    expect(title(page)).to_have_text("Strandgata 4 (Anna Østby)")
    expect(page.locator("#letter-facts")).to_contain_text("Anna Østby · 1 page")
    page.select_option("#sort", "name")
    expect(page.locator("#recipient-list [role=option]").first).to_contain_text("12 Quay Street")
    page.click("#views [data-view=all]")
    expect(page.locator("#grid .thumbnail", has_text="Kystveien 118 (Søren Kierulf)")).to_be_visible()
    page.click("#views [data-view=letter]")
    mailing.edit("letter.md", "{{street}} ({{name}})", "{{road}}")
    problem = page.locator("#problems .problem.error").first
    expect(problem).to_contain_text("people.csv has no field 'road'")
    expect(problem.locator(".place")).to_have_text(re.compile(r"letter\.md:5:\d+"))
    mailing.edit("letter.md", '"{{road}}"', "street")
    expect(problem).to_contain_text("'label' of 'data' calls all recipients the same")
    expect(problem.locator(".hint")).to_contain_text('label: "{{street}}"')
    # A recipient of whom that is blank goes by the key.
    mailing.edit("letter.md", "label: street", 'label: "{{note}}"')
    expect(title(page)).to_have_text("Anna Østby")
    expect(option(page, "Please bring the keys.").locator(".key")).to_have_text("Please bring the keys.")


def printing(page: Page, mailing: Mailing) -> None:
    """After all letters were made: where they are, in full, and a file of all of them for the printer."""
    folder = str(mailing.folder.resolve() / "Output")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.click("#make-all")
    page.click("#confirm-yes")
    expect(page.locator("#job-text")).to_have_text("4 letters made")
    expect(page.locator("#job-path")).to_have_text(folder)
    page.click("#job-copy")
    expect(page.locator("#job-copy")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == folder
    for width in WIDTHS:
        resize(page, width)
        crowded = page.evaluate(CROWDED, "#job > *")
        assert not crowded, (width, crowded)
        shot(page, f"made-{width}")
    page.click("#job-print")
    page.check("#print-duplex")
    shot(page, "print")
    page.get_by_role("button", name="Make the print file").click()
    expect(page.locator("#job-text")).to_have_text("Print file made, with 4 letters")
    expect(page.locator("#job-path")).to_have_text(folder + "-print.pdf")
    shown = page.evaluate("fetch(document.getElementById('job-open').href).then(r => r.arrayBuffer())"
                          ".then(b => b.byteLength)")
    made = mailing.folder / "Output-print.pdf"
    assert made.read_bytes()[:5] == b"%PDF-" and shown == made.stat().st_size, shown
    # What was made is there before the page is told, so a link that is seen leads somewhere.
    expect(page.locator("#job-open")).to_be_visible()
    expect(page.locator("#job-print")).to_be_hidden()
