// What tells two recipients' letters apart.

import { byId, make } from './elements.js';
import { say } from './language.js';
import { Sheet } from './paper.js';
import { short } from './problems.js';
import { ask } from './server.js';

/** The view that compares two letters. */
export class Comparison {
  constructor(recipients) {
    this.recipients = recipients;
    this.left = null;
    this.right = null;
    for (const side of ['left', 'right']) {
      const input = byId(`compare-${side}`);
      input.addEventListener('input', () => this.offer(input.value));
      input.addEventListener('keydown', (event) => {
        if (event.key === 'Enter') this.choose(side, input.value);
      });
      input.addEventListener('change', () => this.choose(side, input.value));
    }
  }

  /** Takes in how things are. */
  take(state) {
    this.state = state;
    const now = `${state.revision} ${state.listRevision} ${state.listings}`;
    if (now === this.known) return;
    this.known = now;
    if (this.isShown && state.isListed) this.follow(state.listRevision);
  }

  /** Finds both recipients again where the list has changed, and compares anew. */
  async follow(listRevision) {
    if (listRevision !== this.listRevision) {
      for (const side of ['left', 'right']) {
        const { key } = this[side] ?? {};
        if (key) this[side] = await ask('/api/recipient', { key }) ?? this[side];
      }
    }
    this.listRevision = listRevision;
    await this.refresh();
  }

  /** Shows or hides the view; at first it compares the letter on screen with the next one. */
  async show(isShown) {
    this.isShown = isShown;
    if (!isShown) return;
    const rows = this.recipients.rows;
    if (!rows.matching) await this.recipients.refresh();
    const position = Math.max(0, this.recipients.position);
    this.left = await rows.at(position);
    if (!this.right || this.right.number === this.left?.number) {
      this.right = await rows.at(position + 1 < rows.matching ? position + 1 : 0);
    }
    byId('compare-left').value = this.left?.key ?? '';
    byId('compare-right').value = this.right?.key ?? '';
    await this.refresh();
  }

  async offer(search) {
    const answer = await ask('/api/recipients', { search, count: 20 });
    byId('compare-keys').replaceChildren(
      ...answer.rows.map((row) => make('option', { value: row.key },
        row.label === row.key ? row.detail : `${row.label} · ${row.detail}`)));
  }

  async choose(side, key) {
    const row = await ask('/api/recipient', { key });
    if (!row) {
      byId('compare-summary').textContent = say('compare.unknown', { name: key });
      return;
    }
    this[side] = row;
    await this.refresh();
  }

  async refresh() {
    if (!this.left || !this.right) return;
    const answer = await ask('/api/difference', { left: this.left.number, right: this.right.number });
    const summary = byId('compare-summary');
    if (!answer) {
      summary.textContent = say('compare.faulty');
      byId('changes').replaceChildren();
      byId('compare-pages').replaceChildren();
      return;
    }
    summary.textContent = answer.changes.length
      ? say('compare.differ', { n: answer.changes.length }) : say('compare.same');
    byId('changes').replaceChildren(...answer.changes.map((one) => change(one, answer, this.state)));
    this.showPages([answer.left, answer.right], new Set(answer.changes.map((one) => one.id)));
  }

  /** Shows the letters beside each other, as their columns are wide. */
  showPages(letters, differs) {
    const sheets = letters.map((letter) => letter.pages.map(() => new Sheet('')));
    byId('compare-pages').replaceChildren(...letters.map((letter, index) => make('div', {},
      make('h3', {}, letter.label), ...sheets[index].map((one) => one.element))));
    letters.forEach((letter, index) => letter.pages.forEach((page, place) => {
      const sheet = sheets[index][place];
      const resolution = 72 * sheet.element.clientWidth / page.width * devicePixelRatio;
      sheet.show(letter, page, { differs, resolution });
    }));
  }
}

function change(one, answer, state) {
  const place = one.place
    ? make('code', {}, `${short(one.place.file, state)}:${one.place.line}`) : null;
  return make('section.change', {},
    make('h3', {}, say(`part.${one.part}`), place),
    make('div.texts', {},
      text(one.left, 'del', answer.left.label), text(one.right, 'ins', answer.right.label)));
}

function text(spans, mark, name) {
  if (!spans.length) return make('p.lacking', {}, say('compare.lacking', { name }));
  return make('p', {}, make('span.hidden', {}, `${name}: `),
    ...spans.map((span) => (span.differs ? make(mark, {}, span.text) : span.text)));
}
