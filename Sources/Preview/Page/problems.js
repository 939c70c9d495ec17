// Problems with their place, the source line there, and what to do about them.

import { byId, count, isNarrow, make } from './elements.js';

let shown = '';

/** One problem; `onPlace(problem)` is called when its place is chosen. */
function problem(one, onPlace = null) {
  const place = one.file ? `${one.file}:${one.line}:${one.column}` : '';
  return make(`div.problem.${one.severity}`, {},
    make('p', {}, make('span.kind', {}, one.severity === 'error' ? 'Error' : 'Warning'), `: ${one.message}`),
    place && onPlace ? make('button.place', { type: 'button', click: () => onPlace(one) }, place)
      : place ? make('span.place', {}, place) : null,
    one.source ? source(one) : null,
    ...one.hints.map((hint) => make('p.hint', {}, hint)),
    make('code', {}, one.id));
}

/** The source line, with a mark where the problem begins. */
function source(one) {
  const letters = [...one.source];
  const start = Math.min(letters.length, one.sourceColumn);
  const rest = letters.slice(start).join('');
  const word = rest.match(/^(\{\{.*?\}\}|\S+)/)?.[0] ?? rest.slice(0, 1);
  return make('pre', {}, letters.slice(0, start).join(''), make('mark', {}, word), rest.slice(word.length));
}

/** Fills the panel beside the letter; hides it where there is nothing to say. */
export function showProblems(state, letter, onPlace) {
  const panel = byId('problems');
  const shared = state?.problems ?? [];
  const own = letter?.problems ?? [];
  const all = [...shared, ...own.filter((one) => !shared.some((other) => same(one, other)))];
  panel.hidden = all.length === 0;
  if (panel.hidden) { shown = ''; return; }
  const isBroken = state?.isBroken;
  const more = state?.furtherProblems ?? 0;
  const title = isBroken ? 'The files cannot be merged as they are'
    : own.some((one) => one.severity === 'error') ? 'This letter cannot be made'
      : count(all.length, 'warning');
  byId('problems-title').textContent = title;
  const now = JSON.stringify([title, all, more]);
  if (now === shown) return;
  shown = now;
  // On a phone, things to look at must not hide the letter; errors may.
  panel.open = !isNarrow() || all.some((one) => one.severity === 'error');
  byId('problem-list').replaceChildren(
    ...(isBroken && letter?.pages.length ? [make('p.note', {}, 'The letter on screen is the last good one.')] : []),
    ...all.map((one) => problem(one, onPlace)),
    ...(more ? [make('p.note', {}, `and ${count(more, 'more problem')} like these`)] : []));
}

const same = (one, other) =>
  one.id === other.id && one.file === other.file && one.line === other.line && one.column === other.column;
