// The letter on screen: its pages, zoom, overlays, problems.

import { announce, byId, isNarrow, make } from './elements.js';
import { say } from './language.js';
import { Sheet } from './paper.js';
import { showProblems } from './problems.js';
import { ask } from './server.js';

const printSize = 96 / 72;

/** The letter in the middle. */
export class LetterView {
  constructor() {
    this.pages = byId('pages');
    this.sheets = [];
    this.letter = null;
    this.state = null;
    this.number = 1;
    this.key = null;
    this.kinds = new Set();
    this.mode = 'fit';
    this.scale = 1;
    this.spot = null;
    new ResizeObserver(() => this.zoom(this.mode)).observe(this.pages);
    this.listen();
  }

  /** Goes to a recipient's letter; 0 is the master copy. */
  async go(number, spot = null) {
    if (number !== this.number) this.key = null;
    this.number = number;
    this.spot = spot;
    await this.refresh();
    this.revealSpot();
  }

  /** Takes in how things are, and shows the letter anew if it is of another edition. */
  async take(state) {
    const isNew = state.revision !== this.state?.revision;
    this.state = state;
    this.fillWindows();
    document.body.classList.toggle('stale', state.isBroken);
    const isOtherRun = state.accountRevision !== this.accountRevision;
    this.accountRevision = state.accountRevision;
    if (isNew) await this.refresh();
    else {
      if (isOtherRun) this.lookUp();
      this.tell();
    }
  }

  async refresh() {
    const turn = this.turn = (this.turn ?? 0) + 1;
    const letter = this.state?.revision
      ? await ask('/api/letter', { number: this.number, key: this.key }) : null;
    if (turn !== this.turn) return;
    if (letter) {
      this.number = letter.number;
      this.key = letter.key || null;
    }
    const isSame = letter && this.letter && letter.number === this.letter.number;
    if (letter && !letter.pages.length && isSame && this.letter.pages.length) {
      // The last good picture stays, greyed, with what is wrong beside it.
      this.letter = { ...this.letter, problems: letter.problems, isOld: true };
    } else {
      this.letter = letter;
      await this.showPages(turn, isSame);
    }
    if (turn !== this.turn) return;
    this.tell();
    if (!isSame) this.takeAccount(null);
    await this.lookUp();
  }

  /** Finds out what became of the letter, if it was made before. */
  async lookUp() {
    const { letter } = this;
    const account = letter ? await ask('/api/account', { number: letter.number }) : null;
    if (letter === this.letter) this.takeAccount(account);
  }

  takeAccount(account) {
    this.account = account;
    byId('letter-facts').textContent = this.facts;
    this.onShown?.(this.letter, account);
  }

  async showPages(turn, isSame) {
    const { letter } = this;
    if (!letter?.pages.length) { this.showPlaceholder(); return; }
    if (!isSame) this.pages.scrollTop = 0;
    while (this.sheets.length > letter.pages.length) this.sheets.pop().element.remove();
    this.pages.querySelector('.placeholder')?.remove();
    this.zoom(this.mode);
    letter.pages.forEach((_, index) => {
      const sheet = this.sheets[index] ??= new Sheet('');
      if (!sheet.element.isConnected) this.pages.append(sheet.element);
    });
    // The page in view comes first.
    const first = this.pageInView;
    await this.sheets[first].show(letter, letter.pages[first], this.decoration);
    letter.pages.forEach((page, index) => {
      if (index !== first && turn === this.turn) this.sheets[index].show(letter, page, this.decoration);
    });
  }

  get pageInView() {
    const { scrollTop, offsetTop } = this.pages;
    return Math.max(0, this.sheets.findIndex(
      ({ element }) => element.offsetTop - offsetTop + element.offsetHeight > scrollTop));
  }

  showPlaceholder() {
    this.sheets = [];
    const { state } = this;
    const isEmpty = state?.revision && state.count === 0 && this.number > 0;
    const reason = this.letter || state?.isBroken ? 'letter.none.fault' : 'letter.none.reading';
    this.pages.replaceChildren(make('div.placeholder', {},
      make('strong', {}, say(isEmpty ? 'letter.empty' : 'letter.none')),
      say(isEmpty ? 'letter.empty.hint' : reason)));
  }

  /** What the letter is called. */
  get name() {
    return this.number === 0 ? say('master.name') : this.letter?.label ?? say('view.letter');
  }

  tell() {
    const { letter, name } = this;
    this.pages.classList.toggle('stale', Boolean(this.state?.isBroken || letter?.isOld));
    byId('letter-title').textContent = name;
    byId('letter-title').title = name;
    byId('letter-facts').textContent = this.facts;
    document.title = `${name} – ${this.state?.name ?? say('page.name')}`;
    showProblems(this.state, letter, (problem) => this.point(problem));
    const n = (this.state?.problems ?? []).concat(letter?.problems ?? [])
      .filter((one) => one.severity === 'error').length;
    const words = [name, say('count.pages', { n: letter?.pages.length ?? 0 }),
      n ? say('count.errors', { n }) : ''].filter(Boolean).join(', ');
    if (words !== this.told) announce(this.told = words);
  }

  /** The letter's key where that is not its name, how many pages it has, and what became of it. */
  get facts() {
    const { letter } = this;
    if (!letter) return '';
    const { state } = this.account ?? {};
    const isGood = letter.pages.length > 0 && !letter.isOld;
    return [
      letter.key === letter.label ? '' : letter.key,
      isGood ? say('count.pages', { n: letter.pages.length }) : say('letter.faulty'),
      isGood && state ? say(`state.${state}`) : '',
    ].filter(Boolean).join(' · ');
  }

  /** Points at the blocks that come from a problem's place. */
  point(problem) {
    this.spot = (block) => block.places.some(
      (place) => place.file === problem.file && place.line === problem.line);
    this.decorate();
    this.revealSpot();
  }

  revealSpot() {
    this.pages.querySelector('.spot rect')?.scrollIntoView({ block: 'center', inline: 'nearest' });
  }

  /** Pixels an inch of paper, as pages are shown now. */
  get resolution() {
    return 72 * this.scale * devicePixelRatio * Math.max(1, visualViewport?.scale ?? 1);
  }

  get decoration() {
    const chosen = byId('window').value;
    const windows = (this.state?.windows ?? []).filter(
      (one, index) => chosen === 'all' || Number(chosen || 0) === index);
    return { kinds: this.kinds, windows, spot: this.spot, resolution: this.resolution };
  }

  decorate() {
    for (const sheet of this.sheets) sheet.decorate(this.decoration);
  }

  /** Shows or hides a kind of overlay. */
  toggle(kind, isOn = !this.kinds.has(kind)) {
    if (isOn) this.kinds.add(kind); else this.kinds.delete(kind);
    const box = byId('overlays').querySelector(`input[value="${kind}"]`);
    if (box) box.checked = isOn;
    byId('overlays').classList.toggle('active', this.kinds.size > 0);
    this.decorate();
  }

  /** `fit`, `width`, `actual`, or a factor of the print size. */
  zoom(mode) {
    const page = this.letter?.pages[0];
    this.mode = mode;
    for (const [id, one] of [['fit', 'fit'], ['width', 'width'], ['actual', 'actual']]) {
      byId(id).setAttribute('aria-pressed', String(mode === one));
    }
    for (const id of ['smaller', 'larger', 'fit', 'width', 'actual']) byId(id).disabled = !page;
    if (!page) { byId('zoom-level').textContent = ''; return; }
    const style = getComputedStyle(this.pages);
    const room = {
      width: this.pages.clientWidth - 2 * parseFloat(style.paddingLeft),
      height: this.pages.clientHeight - 2 * parseFloat(style.paddingTop),
    };
    const width = room.width / page.width;
    if (mode === 'fit') {
      this.scale = Math.max(0.15, isNarrow() ? width : Math.min(width, room.height / page.height));
    }
    else if (mode === 'width') this.scale = Math.max(0.15, width);
    else if (mode === 'actual') this.scale = printSize;
    else this.scale = Math.min(8, Math.max(0.15, mode)) * printSize;
    this.pages.style.setProperty('--scale', this.scale);
    if (this.kinds.size) this.decorate();
    this.sharpen();
    byId('zoom-level').textContent = `${Math.round(100 * this.scale / printSize)} %`;
  }

  /** Draws the pages in the screen's pixels once the size stays the same. */
  sharpen() {
    clearTimeout(this.sharpening);
    this.sharpening = setTimeout(() => {
      for (const sheet of this.sheets) sheet.sharpen(this.resolution);
    }, 150);
  }

  zoomBy(factor) {
    const { scrollTop, scrollLeft, clientHeight, clientWidth } = this.pages;
    const before = this.scale;
    this.zoom(this.scale / printSize * factor);
    const change = this.scale / before;
    this.pages.scrollTop = (scrollTop + clientHeight / 2) * change - clientHeight / 2;
    this.pages.scrollLeft = (scrollLeft + clientWidth / 2) * change - clientWidth / 2;
  }

  fillWindows() {
    const select = byId('window');
    const names = [...this.state.windows.map((one) => one.label), 'all'];
    if (names.join() === this.windowNames) return;
    this.windowNames = names.join();
    select.replaceChildren(
      ...this.state.windows.map((one, index) => make(
        'option', { value: index }, one.label || say('overlays.envelope.own'))),
      make('option', { value: 'all' }, say('overlays.envelope.all')));
  }

  listen() {
    // Two fingers enlarge the page as a whole.
    visualViewport?.addEventListener('resize', () => this.sharpen());
    byId('smaller').addEventListener('click', () => this.zoomBy(1 / 1.25));
    byId('larger').addEventListener('click', () => this.zoomBy(1.25));
    for (const mode of ['fit', 'width', 'actual']) {
      byId(mode).addEventListener('click', () => this.zoom(mode));
    }
    byId('overlays').addEventListener('change', (event) => {
      if (event.target.type === 'checkbox') this.toggle(event.target.value, event.target.checked);
      else this.toggle('addressWindow', true);
    });
    document.addEventListener('click', (event) => {
      if (!byId('overlays').contains(event.target)) byId('overlays').open = false;
    });
    byId('overlays').addEventListener('keydown', (event) => {
      if (event.key !== 'Escape') return;
      byId('overlays').open = false;
      byId('overlays').querySelector('summary').focus();
    });
    this.pages.addEventListener('wheel', (event) => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      this.zoomBy(event.deltaY < 0 ? 1.1 : 1 / 1.1);
    }, { passive: false });
  }
}
