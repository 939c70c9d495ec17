// Problems with their place, the source line there, and what to do about them.

import { byId, isNarrow, make } from './elements.js';
import { say } from './language.js';

let shown = '';

/** `Error: …`; what is wrong is in the words of the command, which are English. */
export function message(problem) {
  const isError = problem.severity === 'error';
  return [
    make(`span.${isError ? 'errors' : 'warnings'}`, {}, say(`problem.${problem.severity}`)), ': ',
    make('span', { lang: 'en' }, problem.message),
  ];
}

/** Where a problem is: `letter.md:11:6`, or a cell; files of the mailing without the way to them. */
export function place({ file, line, column, cell }, state) {
  if (!file) return '';
  const name = short(file, state);
  return cell ? say('problem.cell', { file: name, cell }) : `${name}:${line}:${column}`;
}

/** A text in which the mailing's files stand without the way to them. */
export const short = (text, state) => text.replaceAll(`${state?.folder}/`, '');

/** One problem; `onPlace(problem)` is called when its place is chosen. */
function problem(one, state, onPlace) {
  const words = place(one, state);
  return make(`div.problem.${one.severity}`, {},
    make('p', {}, ...message(one)),
    words ? make('button.place', { type: 'button', title: one.file, click: () => onPlace(one) }, words) : null,
    one.source ? source(one) : null,
    ...one.hints.map((hint) => make('p.hint', { lang: 'en' }, short(hint, state))),
    make('code', {}, one.id));
}

/** The source line, with a mark where the problem begins. */
function source(one) {
  const letters = [...one.source];
  const start = Math.min(letters.length, one.sourceColumn);
  const rest = letters.slice(start).join('');
  const word = one.cell ? rest : rest.match(/^(\{\{.*?\}\}|[^\s;]+)/)?.[0] ?? rest.slice(0, 1);
  return make('pre', {}, letters.slice(0, start).join(''), make('mark', {}, word), rest.slice(word.length));
}

/** Fills the panel beside the letter; hides it where there is nothing to say. */
export function showProblems(state, letter, onPlace) {
  const panel = byId('problems');
  const all = collected(state, letter);
  panel.hidden = all.length === 0;
  if (panel.hidden) { shown = ''; return; }
  const title = heading(state, letter, all);
  const more = state?.furtherProblems ?? 0;
  byId('problems-title').textContent = title;
  const now = JSON.stringify([title, all, more]);
  if (now === shown) return;
  shown = now;
  // On a phone, things to look at must not hide the letter; errors may.
  panel.open = !isNarrow() || all.some(isError);
  byId('problem-list').replaceChildren(
    ...(state?.isBroken && letter?.pages.length ? [make('p.note', {}, say('problem.old'))] : []),
    ...all.map((one) => problem(one, state, onPlace)),
    ...(more ? [make('p.note', {}, say('problem.more', { n: more }))] : []));
}

/** The problems of the files and those of the letter, errors before warnings. */
function collected(state, letter) {
  const shared = state?.problems ?? [];
  const own = (letter?.problems ?? []).filter((one) => !shared.some((other) => same(one, other)));
  const all = [...shared, ...own];
  return [...all.filter(isError), ...all.filter((one) => !isError(one))];
}

function heading(state, letter, all) {
  if (state?.isBroken) return say('problem.shared');
  return letter?.problems.some(isError) ? say('problem.own') : say('count.warnings', { n: all.length });
}

const isError = (one) => one.severity === 'error';

const same = (one, other) =>
  one.id === other.id && one.file === other.file && one.line === other.line && one.column === other.column;
