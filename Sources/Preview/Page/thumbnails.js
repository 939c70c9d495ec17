// All letters side by side, small, loaded as they come into view.

import { byId, make } from './elements.js';
import { say } from './language.js';
import { problemCounts } from './recipients.js';
import { Rows } from './rows.js';
import { address } from './server.js';

const cellWidth = 190;
/** So many pictures are kept, so that none goes blank while a newer one is drawn. */
const keptPictures = 100;
const stepKeys = ['ArrowRight', 'ArrowLeft', 'ArrowDown', 'ArrowUp', 'Home', 'End'];

/** The grid; `onSelect(number)` is called when a letter is chosen. */
export class Thumbnails {
  constructor(recipients, onSelect) {
    this.recipients = recipients;
    this.onSelect = onSelect;
    this.grid = byId('grid');
    this.isShown = false;
    this.active = 0;
    this.pictures = new Map();
    this.rows = new Rows(this.grid, {
      height: () => this.cellHeight,
      perRow: () => this.columns,
      version: () => this.revision,
      load: (from, number) => recipients.load(from, number),
      render: (rows, position) => this.render([rows].flat(), position),
      rendered: () => this.mark(),
    });
    new ResizeObserver(() => {
      if (this.columns !== this.before && this.isShown) this.rows.rerender();
      this.before = this.columns;
    }).observe(this.grid);
    this.grid.addEventListener('keydown', (event) => this.key(event));
  }

  get columns() { return Math.max(2, Math.floor((this.grid.clientWidth - 28) / cellWidth)); }

  get cellHeight() {
    const cell = (this.grid.clientWidth - 48 - 20 * (this.columns - 1)) / this.columns;
    return Math.round(Math.min(180, cell) * Math.SQRT2) + 78;
  }

  /** Takes in how things are. */
  take(state) {
    const now = `${state.revision} ${state.listRevision} ${state.listings} ${state.check.isFinished}`;
    if (now === this.known) return;
    this.known = now;
    if (state.listRevision !== this.listRevision) this.pictures.clear();
    this.listRevision = state.listRevision;
    this.revision = state.revision;
    this.isStale = true;
    if (this.isShown) this.refresh();
  }

  /** Shows or hides the view. */
  show(isShown) {
    this.isShown = isShown;
    if (isShown) this.loading = this.open();
  }

  async open() {
    this.isStale = true;
    await this.refresh();
    this.active = Math.max(0, this.recipients.position);
    this.rows.reveal(this.active);
    this.mark();
  }

  async refresh() {
    if (!this.isStale) return;
    this.isStale = false;
    await this.rows.reload();
  }

  render(rows, position) {
    const line = make('div.thumbnails', { role: 'presentation' });
    line.style.setProperty('--columns', this.columns);
    line.append(...rows.map((row, index) => this.cell(row, position + index)));
    return line;
  }

  cell(row, position) {
    const paper = make('span.sheet');
    paper.style.setProperty('--width', 595);
    paper.style.setProperty('--height', 842);
    if (row.pages === 0) paper.append(make('span.none', {}, say('letter.faulty')));
    else this.fill(paper, row.number);
    return make('div.thumbnail', {
      role: 'option', id: `thumbnail-${position}`, 'aria-selected': 'false',
      'data-position': position, 'aria-setsize': this.rows.matching, 'aria-posinset': position + 1,
      click: () => this.onSelect(row.number),
    },
      paper, make('span.key', { title: row.label }, row.label),
      make('span.facts', {}, ...problemCounts(row),
        row.pages ? say('count.pages', { n: row.pages }) : ''));
  }

  /** Shows the picture that is there; where it is old or there is none, loads one. */
  fill(paper, number) {
    const known = this.pictures.get(number);
    if (known) paper.append(known.image);
    // Not while somebody scrolls past.
    if (known?.revision !== this.revision) setTimeout(() => this.load(paper, number), 60);
  }

  async load(paper, number) {
    if (!paper.isConnected) return;
    const { revision } = this;
    const resolution = Math.min(144, Math.round(24 * devicePixelRatio));
    const image = make('img', { alt: '', draggable: 'false' });
    image.src = address('/thumbnail.bmp', { number, resolution, revision });
    try { await image.decode(); } catch { return; }
    if (!paper.isConnected) return;
    paper.replaceChildren(image);
    this.pictures.delete(number);
    this.pictures.set(number, { image, revision });
    if (this.pictures.size > keptPictures) this.pictures.delete(this.pictures.keys().next().value);
  }

  mark() {
    for (const element of this.grid.querySelectorAll('[role="option"]')) {
      const isActive = Number(element.dataset.position) === this.active;
      element.setAttribute('aria-selected', String(isActive));
      if (isActive) this.grid.setAttribute('aria-activedescendant', element.id);
    }
  }

  async key(event) {
    const isChoice = event.key === 'Enter' || event.key === ' ';
    if (!isChoice && !stepKeys.includes(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
    await this.loading;
    if (isChoice) {
      const row = await this.rows.at(this.active);
      if (row) this.onSelect(row.number);
      return;
    }
    const steps = {
      ArrowRight: 1, ArrowLeft: -1, ArrowDown: this.columns, ArrowUp: -this.columns,
      Home: -this.rows.matching, End: this.rows.matching,
    };
    this.active = Math.min(this.rows.matching - 1, Math.max(0, this.active + steps[event.key]));
    this.rows.reveal(this.active);
    this.mark();
  }
}
