// Puts the parts of the page together.

import { Comparison } from './comparison.js';
import { byId, isNarrow, make } from './elements.js';
import { Findings } from './findings.js';
import { choose, language, languages, say, translate } from './language.js';
import { LetterView } from './letter.js';
import { Making } from './making.js';
import { Recipients } from './recipients.js';
import { follow } from './server.js';
import { Thumbnails } from './thumbnails.js';

translate();
const letter = new LetterView();
const recipients = new Recipients((number) => showLetter(number));
const making = new Making(letter);
const comparison = new Comparison(recipients);
const thumbnails = new Thumbnails(recipients, (number) => {
  recipients.show(number);
  showLetter(number, { view: 'letter' });
});
const findings = new Findings(
  async (number, problem) => {
    recipients.show(number);
    await showLetter(number, { view: 'letter' });
    letter.point(problem);
  },
  (pages) => { recipients.filter(pages); show(isNarrow() ? 'recipients' : 'all'); });
const views = { all: thumbnails, findings, compare: comparison };
let view = 'letter';
let known = '';
let remembering;

/** Shows one of the views. */
function show(name) {
  view = name;
  document.body.dataset.view = name;
  for (const button of byId('views').querySelectorAll('button')) {
    if (button.dataset.view === name) button.setAttribute('aria-current', 'page');
    else button.removeAttribute('aria-current');
  }
  for (const section of document.querySelectorAll('.view')) {
    section.hidden = section.id !== `${name === 'recipients' ? 'letter' : name}-view`;
  }
  for (const [one, part] of Object.entries(views)) part.show(one === name);
  remember();
}

/** Shows the letter, and takes the focus there if it was on what is hidden now. */
function showPages() {
  show('letter');
  const { activeElement } = document;
  if (activeElement === document.body || !activeElement.checkVisibility()) {
    byId('pages').focus({ preventScroll: true });
  }
}

async function showLetter(number, options = {}) {
  const isChoice = isNarrow() && view === 'recipients';
  if (options.view || isChoice || view === 'compare' || view === 'findings') showPages();
  byId('master').setAttribute('aria-pressed', String(number === 0));
  await letter.go(number);
  rememberSoon();
}

/** Notes the place in the address, so that it is found again. */
function remember() {
  clearTimeout(remembering);
  history.replaceState(null, '', `#${view}/${letter.number}`);
}

/** The same once nobody steps on to another letter; browsers refuse to do it very often. */
function rememberSoon() {
  clearTimeout(remembering);
  remembering = setTimeout(remember, 300);
}

function take(state) {
  const lamp = byId('connection');
  lamp.className = `connection ${state.isBroken ? 'broken' : 'live'}`;
  byId('connection-text').textContent = say(state.isBroken ? 'connection.broken' : 'connection.live');
  byId('name').textContent = state.name;
  byId('master').hidden = !state.hasNotice;
  recipients.take(state);
  const done = letter.take(state);
  making.take(state);
  findings.take(state);
  thumbnails.take(state);
  comparison.take(state);
  const now = [state.revision, state.listRevision, state.listings, state.isListing, state.isBroken,
    state.check.done, state.accountRevision].join();
  if (now !== known) {
    known = now;
    // The letter on screen comes first; the list does not depend on its fate.
    done.catch(() => {}).then(() => recipients.refresh());
  }
}

function lost() {
  byId('connection').className = 'connection broken';
  byId('connection-text').textContent = say('connection.lost');
}

function isTyping(target) {
  return target.closest('input:not([type="checkbox"]), textarea, select, dialog') !== null;
}

/** Whether the left and right keys are needed to see the rest of something. */
function scrollsSideways(target) {
  return target === byId('pages') && target.scrollWidth > target.clientWidth;
}

const keys = {
  ArrowLeft: () => recipients.step(-1),
  ArrowRight: () => recipients.step(1),
  '/': () => {
    if (isNarrow()) show('recipients');
    byId('search').focus();
    byId('search').select();
  },
  '+': () => letter.zoomBy(1.25),
  '-': () => letter.zoomBy(1 / 1.25),
  0: () => letter.zoom('fit'),
  1: () => letter.zoom('actual'),
  b: () => letter.toggle('block'),
  m: () => letter.toggle('margin'),
  '?': () => byId('help').showModal(),
};

document.addEventListener('keydown', (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  if (isTyping(event.target) || !(event.key in keys)) return;
  if (event.key.startsWith('Arrow') && scrollsSideways(event.target)) return;
  if (event.key.length === 1 && !byId('single-keys').checked) return;
  event.preventDefault();
  keys[event.key]();
});

byId('views').addEventListener('click', (event) => {
  const button = event.target.closest('button');
  if (button) show(button.dataset.view);
});
byId('previous').addEventListener('click', () => recipients.step(-1));
byId('next').addEventListener('click', () => recipients.step(1));
byId('master').addEventListener('click', () => {
  const isOn = byId('master').getAttribute('aria-pressed') === 'true';
  const number = isOn ? 1 : 0;
  recipients.show(number);
  showLetter(number, { view: 'letter' });
});
byId('help-button').addEventListener('click', () => byId('help').showModal());
byId('language').replaceChildren(...languages.map((one) => make(
  'option', { value: one, lang: one, selected: one === language }, say(`language.${one}`))));
byId('language').addEventListener('change', (event) => {
  remember();
  choose(event.target.value);
});
letter.onShown = (shown, account) => {
  making.show(shown, account);
  if (shown) recipients.number = shown.number;
};

const [place, number] = location.hash.slice(1).split('/');
if (/^\d+$/.test(number ?? '')) {
  letter.number = Number(number);
  recipients.number = letter.number;
  byId('master').setAttribute('aria-pressed', String(letter.number === 0));
}
if (place in views) show(place);
follow(take, lost);
