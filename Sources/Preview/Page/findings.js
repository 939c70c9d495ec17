// Everything that `flett check` finds, in one table.

import { byId, make } from './elements.js';
import { say } from './language.js';
import { message, place, short } from './problems.js';
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
    badge.setAttribute('aria-label', say('count.findings', { n: check.findings }));
    const bar = byId('check-progress');
    bar.hidden = check.isFinished || state.isBroken;
    bar.max = state.count - state.leftOut || 1;
    bar.value = check.done;
    byId('check-summary').textContent = this.words(state);
    this.showCounts(check);
    const now = [state.revision, check.findings, check.isFinished, state.listRevision, state.listings,
      state.isBroken].join();
    if (now !== this.known) { this.known = now; this.isStale = true; }
    if (this.isShown) this.refresh();
  }

  words({ check, count: n, isBroken }) {
    if (isBroken) return say('findings.broken');
    if (!check.isFinished) return say('findings.done', { done: check.done, n });
    if (!n) return say('findings.empty');
    if (!check.faulty && !check.findings) return say('findings.good', { n });
    const good = say('findings.can', { n: n - check.faulty });
    return check.faulty ? `${good}; ${say('findings.cannot', { n: check.faulty })}.` : `${good}.`;
  }

  showCounts(check) {
    const buttons = check.pages.map(({ pages, letters }) => make('button', {
      type: 'button', click: () => this.onPages(pages),
    }, say('findings.pages', {
      letters: say('count.letters', { n: letters }), pages: say('count.pages', { n: pages }),
    })));
    if (check.faulty) {
      buttons.push(make('button.faulty', { type: 'button', click: () => this.onPages(0) },
        say('findings.faulty', { n: check.faulty })));
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
    const table = byId('finding-table');
    if (!rows.length) { table.replaceChildren(); return; }
    const more = answer.total + answer.unlisted - rows.length;
    table.replaceChildren(
      make('table.findings', {}, make('thead', {}, this.head()), make('tbody', {}, ...rows)),
      more > 0 ? make('p.summary', {}, say('problem.more', { n: more })) : '');
  }

  head() {
    return make('tr', {},
      ...['letters', 'what', 'where'].map((name) => make('th', { scope: 'col' }, say(`findings.${name}`))),
      make('th', { scope: 'col' }, make('span.hidden', {}, say('findings.go'))));
  }

  row({ problem, first, name, letters }) {
    const isEveryones = first === 0 || (letters > 1 && letters === this.state.count);
    const whose = isEveryones ? say('findings.everyone')
      : letters === 1 ? name : say('findings.others', { name, n: letters - 1 });
    return make('tr', {},
      make('td.whose', {}, whose),
      make('td.what', {}, ...message(problem),
        ...problem.hints.map((hint) => make('small', { lang: 'en' }, `→ ${short(hint, this.state)}`))),
      make('td.place', { title: problem.file }, place(problem, this.state)),
      make('td', {}, this.state.count === 0 ? '' : make('button', {
        type: 'button',
        'aria-label': first ? say('findings.show.letter', { name }) : say('findings.show.first'),
        click: () => this.onLetter(first || 1, problem),
      }, say('findings.show'))));
  }
}
