// A list of very many rows, of which only those in view exist.

import { eachFrame, make } from './elements.js';

const portion = 100;

/** Shows rows that are loaded in portions as they come into view. */
export class Rows {
  /**
   * @param {HTMLElement} viewport  scrolls
   * @param {object} options
   *   height: () => pixels of a row; load: (from, count) => Promise<{matching, rows}>;
   *   render: (row, position) => Element; perRow: () => how many go beside each other;
   *   version: () => what rows depend on besides what was loaded
   */
  constructor(viewport, options) {
    this.viewport = viewport;
    this.options = { perRow: () => 1, version: () => 0, ...options };
    this.space = make('div.space', { role: 'presentation' });
    viewport.append(this.space);
    this.portions = new Map();
    this.shown = new Map();
    this.matching = 0;
    this.generation = 0;
    this.paint = eachFrame(() => this.update());
    viewport.addEventListener('scroll', this.paint, { passive: true });
    new ResizeObserver(this.paint).observe(viewport);
  }

  /** Forgets what was loaded; rows in view stay until new ones are there. */
  async reload() {
    this.generation += 1;
    this.portions = new Map();
    const first = Math.floor(this.firstPosition() / portion);
    await this.portion(first);
    this.rerender();
  }

  /** Renders the rows in view anew from what was loaded; those that say the same stay. */
  rerender() { this.update(true); }

  /** What is at a position, loaded if need be. */
  async at(position) {
    if (position < 0 || position >= this.matching) return null;
    const rows = await this.portion(Math.floor(position / portion));
    return rows?.[position % portion] ?? null;
  }

  /** Brings a position into view. */
  reveal(position) {
    const height = this.options.height();
    const top = Math.floor(position / this.options.perRow()) * height;
    const { scrollTop, clientHeight } = this.viewport;
    if (top < scrollTop) this.viewport.scrollTop = top;
    else if (top + height > scrollTop + clientHeight) {
      this.viewport.scrollTop = top + height - clientHeight;
    }
    this.paint();
  }

  firstPosition() {
    return Math.floor(this.viewport.scrollTop / this.options.height()) * this.options.perRow();
  }

  async portion(number) {
    if (!this.portions.has(number)) {
      const loading = this.options.load(number * portion, portion);
      this.portions.set(number, loading);
      loading.catch(() => this.portions.delete(number));
    }
    const generation = this.generation;
    const answer = await this.portions.get(number);
    if (generation === this.generation) this.matching = answer.matching;
    return answer.rows;
  }

  update(isAnew = false) {
    const height = this.options.height();
    const perRow = this.options.perRow();
    const lines = Math.ceil(this.matching / perRow);
    this.space.style.height = `${lines * height}px`;
    const { scrollTop, clientHeight } = this.viewport;
    const first = Math.max(0, Math.floor(scrollTop / height) - 1);
    const last = Math.min(lines, Math.ceil((scrollTop + clientHeight) / height) + 1);
    for (const [line, { element }] of this.shown) {
      if (line < first || line >= last) { element?.remove(); this.shown.delete(line); }
    }
    for (let line = first; line < last; line += 1) {
      if (isAnew || !this.shown.has(line)) this.show(line, perRow, height);
    }
  }

  async show(line, perRow, height) {
    const entry = { ...this.shown.get(line) };
    this.shown.set(line, entry);
    const rows = [];
    try {
      for (let position = line * perRow; position < (line + 1) * perRow; position += 1) {
        const row = await this.at(position);
        if (row) rows.push(row);
      }
    } catch { /* the server is gone, which the page says elsewhere */ }
    if (this.shown.get(line) !== entry) return;
    if (!rows.length) { entry.element?.remove(); this.shown.delete(line); return; }
    const content = JSON.stringify([rows, perRow, height, this.matching, this.options.version()]);
    if (entry.element && entry.content === content) return;
    const element = this.options.render(perRow === 1 ? rows[0] : rows, line * perRow);
    element.style.top = `${line * height}px`;
    this.place(element, line, entry.element);
    Object.assign(entry, { element, content });
    this.options.rendered?.();
  }

  /** Puts a line where it belongs, so that a screen reader meets the lines as the eye does. */
  place(element, line, old) {
    if (old) { old.replaceWith(element); return; }
    const next = [...this.shown].filter(([other, one]) => other > line && one.element)
      .sort((one, other) => one[0] - other[0])[0];
    this.space.insertBefore(element, next ? next[1].element : null);
  }
}
