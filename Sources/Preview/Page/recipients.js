// The recipients at the left: search, order, and which of them is on screen.

import { byId, make } from './elements.js';
import { say } from './language.js';
import { Rows } from './rows.js';
import { ask } from './server.js';

const rowHeight = 52;

/** How many errors and warnings a recipient's letter has, as elements. */
export function problemCounts({ errors, warnings }) {
  return [
    errors ? make('span.errors', {}, say('count.errors', { n: errors })) : null,
    warnings ? make('span.warnings', {}, say('count.warnings', { n: warnings })) : null,
  ];
}

/** The list of recipients; calls `onSelect(number)` when another one is chosen. */
export class Recipients {
  constructor(onSelect) {
    this.onSelect = onSelect;
    this.number = 1;
    this.position = 0;
    this.pages = null;
    this.list = byId('recipient-list');
    this.search = byId('search');
    this.sort = byId('sort');
    this.rows = new Rows(this.list, {
      height: () => rowHeight,
      load: (from, number) => this.load(from, number),
      render: (row, position) => this.render(row, position),
      rendered: () => this.mark(),
    });
    this.listen();
  }

  get query() {
    return { search: this.search.value, sort: this.sort.value, pages: this.pages };
  }

  load(from, number) {
    return ask('/api/recipients', { ...this.query, from, count: number });
  }

  /** Loads the list anew, and finds the recipient on screen in it. */
  refresh() {
    this.loading = this.loadAnew();
    return this.loading;
  }

  async loadAnew() {
    const turn = this.turn = (this.turn ?? 0) + 1;
    const found = await ask('/api/recipients', { ...this.query, count: 1, position: this.number });
    if (turn !== this.turn) { await this.loading; return; }
    this.position = found.position ?? -1;
    await this.rows.reload();
    byId('matching').textContent = this.words(found.matching);
    this.mark();
  }

  /** Takes in how things are. */
  take(state) {
    this.state = state;
  }

  /** How many recipients there are, or why there are none yet. */
  words(n) {
    const { isListed, isListing, isBroken } = this.state;
    if (isListing) return say('recipients.reading');
    if (!isListed) return say(isBroken ? 'recipients.none' : 'recipients.unread');
    if (this.search.value || this.pages !== null) return say('recipients.matches', { n });
    const { leftOut } = this.state;
    return [say('recipients.count', { n }), leftOut ? say('recipients.without', { n: leftOut }) : '']
      .filter(Boolean).join(', ');
  }

  /** Shows only letters with so many pages; `null` shows all. */
  filter(pages) {
    this.pages = pages;
    const button = byId('page-filter');
    button.hidden = pages === null;
    const words = pages ? say('recipients.only.pages', { n: pages }) : say('recipients.only.faulty');
    button.textContent = `${words}  ✕`;
    this.changed();
  }

  /** Notes which recipient is on screen. */
  async show(number) {
    if (number === this.number) return;
    this.number = number;
    const found = await ask('/api/recipients', { ...this.query, count: 1, position: number });
    this.position = found?.position ?? -1;
    if (this.position >= 0) this.rows.reveal(this.position);
    this.mark();
  }

  /** Goes so many recipients further in the list as it is sorted. */
  async step(by) {
    if (!this.rows.matching) await this.refresh();
    const last = this.rows.matching - 1;
    const position = Math.min(last, Math.max(0, this.position + by));
    const row = await this.rows.at(position);
    if (row) this.select(row.number, position);
  }

  select(number, position) {
    this.number = number;
    this.position = position;
    this.rows.reveal(position);
    this.mark();
    this.onSelect(number);
  }

  async changed() {
    this.list.scrollTop = 0;
    await this.refresh();
  }

  mark() {
    let active = null;
    for (const element of this.list.querySelectorAll('[role="option"]')) {
      const isActive = this.number > 0 && Number(element.dataset.number) === this.number;
      element.setAttribute('aria-selected', String(isActive));
      if (isActive) active = element;
    }
    if (active) this.list.setAttribute('aria-activedescendant', active.id);
    else this.list.removeAttribute('aria-activedescendant');
  }

  render(row, position) {
    const words = row.omission ? say(`omission.${row.omission}`) : row.state ? say(`state.${row.state}`) : '';
    const pages = row.pages ? say('count.pages', { n: row.pages }) : '';
    return make('div.row', {
      role: 'option', id: `recipient-${row.number}`, 'data-number': row.number,
      'aria-selected': 'false', 'aria-setsize': this.rows.matching, 'aria-posinset': position + 1,
      click: () => { this.select(row.number, position); },
    },
      make(`span.key${row.errors || row.warnings ? '' : '.alone'}`, { title: row.label }, row.label),
      make('span.facts', {}, ...problemCounts(row)),
      make('span.detail', {}, row.detail || pages),
      make(`span.mark${row.state ? `.${row.state}` : ''}`, {}, [row.detail && pages, words].filter(Boolean).join(' · ')));
  }

  listen() {
    let timer;
    this.search.addEventListener('input', () => {
      clearTimeout(timer);
      timer = setTimeout(() => this.changed(), 80);
    });
    this.search.addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && this.search.value) {
        this.search.value = '';
        this.changed();
      } else if (event.key === 'Enter' || event.key === 'ArrowDown') {
        event.preventDefault();
        clearTimeout(timer);
        this.changed().then(async () => {
          const row = await this.rows.at(0);
          if (row && this.position < 0) this.select(row.number, 0);
          this.list.focus();
        });
      }
    });
    this.sort.addEventListener('change', () => this.changed());
    byId('page-filter').addEventListener('click', () => this.filter(null));
    this.list.addEventListener('keydown', (event) => {
      const page = Math.max(1, Math.floor(this.list.clientHeight / rowHeight) - 1);
      const steps = {
        ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page,
        Home: -this.rows.matching, End: this.rows.matching,
      };
      if (!(event.key in steps) || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      this.step(steps[event.key]);
    });
  }
}
