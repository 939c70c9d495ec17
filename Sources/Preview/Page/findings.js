// Everything that `flett check` finds, in one table.

import { byId, count, make } from './elements.js';
import { ask } from './server.js';

const portion = 200;

/** The table; `onLetter(number, problem)` goes to a letter and a place in it, `onPages(n)` filters. */
export class Findings {
  constructor(onLetter, onPages) {
    this.onLetter = onLetter;
    this.onPages = onPages;
    this.isShown = false;
    this.limit = portion;
  }

  /** Takes in how things are. */
  take(state) {
    this.state = state;
    const { check } = state;
    const badge = byId('finding-count');
    badge.hidden = check.findings === 0;
    badge.textContent = check.findings;
    badge.className = `badge ${check.faulty || state.isBroken ? 'bad' : 'warn'}`;
    badge.setAttribute('aria-label', count(check.findings, 'finding'));
    const bar = byId('check-progress');
    bar.hidden = check.isFinished;
    bar.max = state.count || 1;
    bar.value = check.done;
    byId('check-summary').textContent = this.words(state);
    this.showCounts(check);
    const now = `${state.revision} ${check.findings} ${check.isFinished} ${state.listRevision} ${state.isListed}`;
    if (now !== this.known) { this.known = now; this.isStale = true; }
    if (this.isShown) this.refresh();
  }

  words({ check, count: letters }) {
    if (!check.isFinished) return `${check.done.toLocaleString('en')} of ${count(letters, 'letter')} looked at`;
    if (!letters) return 'The list has no recipients yet.';
    const good = letters - check.faulty;
    if (!check.faulty && !check.findings) return letters === 1
      ? 'The letter can be made, and there is nothing to look at.'
      : `All ${count(letters, 'letter')} can be made, and there is nothing to look at.`;
    return `${count(good, 'letter')} can be made`
      + (check.faulty ? `; ${count(check.faulty, 'letter')} cannot` : '') + '.';
  }

  showCounts(check) {
    const buttons = check.pages.map(({ pages, letters }) => make('button', {
      type: 'button', click: () => this.onPages(pages),
    }, `${count(letters, 'letter')} of ${count(pages, 'page')}`));
    if (check.faulty) {
      buttons.push(make('button.faulty', { type: 'button', click: () => this.onPages(0) },
        `${count(check.faulty, 'letter')} at fault`));
    }
    const now = buttons.map((one) => one.textContent).join();
    if (now === this.counts) return;
    this.counts = now;
    byId('page-counts').replaceChildren(...buttons);
  }

  /** Shows or hides the view. */
  show(isShown) {
    this.isShown = isShown;
    if (isShown) this.refresh();
  }

  async refresh() {
    if (!this.isStale) return;
    this.isStale = false;
    const answer = await ask('/api/findings', { count: Math.min(500, this.limit) });
    const rows = answer.rows.map((one) => this.row(one));
    const place = byId('finding-table');
    if (!rows.length) { place.replaceChildren(); return; }
    const head = make('thead', {}, make('tr', {},
      ...['Letters', 'What', 'Where', ''].map((name) => make('th', { scope: 'col' }, name || make('span.hidden', {}, 'Go there')))));
    const more = answer.total + answer.unlisted - rows.length;
    place.replaceChildren(
      make('table.findings', {}, head, make('tbody', {}, ...rows)),
      more > 0 ? make('p.summary', {}, `and ${count(more, 'more problem')} like these`) : '');
  }

  row({ problem, first, key, letters }) {
    const isError = problem.severity === 'error';
    const isEveryones = first === 0 || (letters > 1 && letters === this.state.count);
    const whose = isEveryones ? 'All letters'
      : letters === 1 ? key : `${key} and ${(letters - 1).toLocaleString('en')} more`;
    return make('tr', {},
      make('td.whose', {}, whose),
      make('td.what', {},
        make(`span.${isError ? 'errors' : 'warnings'}`, {}, isError ? 'Error' : 'Warning'),
        `: ${problem.message}`,
        ...problem.hints.map((hint) => make('small', {}, `→ ${hint}`))),
      make('td.place', {}, problem.file ? `${problem.file}:${problem.line}` : ''),
      make('td', {}, this.state.count === 0 ? '' : make('button', {
        type: 'button', 'aria-label': first ? `Show the letter to ${key}` : 'Show it in the first letter',
        click: () => this.onLetter(first || 1, problem),
      }, 'Show')));
  }
}
