// Buttons that do what `flett merge` does, and what became of it.

import { announce, byId, make } from './elements.js';
import { say } from './language.js';
import { address, order } from './server.js';

/** The buttons and the line that tells how far things are. */
export class Making {
  constructor(letterView) {
    this.letterView = letterView;
    this.closed = 0;
    byId('make-one').addEventListener('click', () => this.makeOne());
    byId('make-all').addEventListener('click', () => this.makeAll());
    byId('job-print').addEventListener('click', () => this.makePrintFile());
    byId('job-copy').addEventListener('click', () => this.copyPath());
    byId('job-close').addEventListener('click', () => {
      this.closed = this.job?.number ?? 0;
      byId('job').hidden = true;
    });
  }

  /** Takes in how things are. */
  take(state) {
    this.state = state;
    this.job = state.job;
    this.isBusy = Boolean(this.job && !this.job.isFinished);
    byId('make-all').disabled = this.isBusy || state.isBroken || !this.good;
    byId('job-print').disabled = byId('make-all').disabled;
    this.showButtons();
    if (this.job && this.job.number !== this.closed) this.tell();
  }

  /** How many letters can be made, as far as is known. */
  get good() { return this.state.count - this.state.leftOut - this.state.check.faulty; }

  /** Takes in the letter that is on screen, and what became of it. */
  show(letter, account) {
    this.letter = letter;
    this.account = account;
    this.showButtons();
  }

  /** A letter is offered where it can be made, and a file where there is one. */
  showButtons() {
    const { letter, account, state } = this;
    const link = byId('open-pdf');
    link.hidden = !letter || !account?.hasFile;
    if (!link.hidden) {
      link.href = address('/letter.pdf', { number: letter.number });
      link.textContent = say(account.state === 'made' ? 'make.open' : 'make.open.old');
    }
    const isMaster = letter?.number === 0;
    const button = byId('make-one');
    const isGood = letter?.pages.length > 0 && !letter.isOld && !state?.isBroken;
    button.hidden = !isGood || !(isMaster || state?.hasKey);
    button.disabled = this.isBusy;
    button.textContent = say(isMaster ? 'make.master' : 'make.one');
  }

  tell() {
    const { job } = this;
    const hasMade = job.isFinished && job.letters > 0;
    byId('job').hidden = false;
    byId('job').classList.toggle('failed', job.isFinished && job.errors > 0);
    this.showProgress(job);
    byId('job-text').replaceChildren(...this.words(job));
    byId('job-place').hidden = !hasMade;
    byId('job-kind').textContent = say(job.kind === 'print' ? 'job.file' : 'job.folder');
    byId('job-path').textContent = job.path;
    // Browsers give the clipboard to pages of this machine only.
    byId('job-copy').hidden = !hasMade || !navigator.clipboard;
    byId('job-copy').textContent = say('job.copy');
    byId('job-open').hidden = !hasMade || job.kind !== 'print';
    byId('job-print').hidden = !hasMade || job.kind !== 'all';
    byId('job-close').hidden = !job.isFinished;
  }

  showProgress(job) {
    const bar = byId('job-progress');
    bar.hidden = job.isFinished;
    if (job.total) { bar.max = job.total; bar.value = job.done; } else bar.removeAttribute('value');
  }

  /** What is done, or what became of it, as texts and elements. */
  words(job) {
    if (!job.isFinished) {
      const stage = say(`job.${job.stage}`, { what: say(`job.what.${job.kind}`, { name: job.name }) });
      return [job.total > 1 ? say('job.far', { stage, done: job.done, total: job.total }) : stage];
    }
    const parts = [outcome(job)];
    if (job.letters && job.failed) parts.push(say('job.left', { n: job.failed }));
    const words = [parts.join(', ')];
    if (job.errors && !(job.letters && job.failed)) {
      words.push(': ', make('span', { lang: 'en' }, job.firstError));
      if (job.errors > 1) words.push(` ${say('job.more', { n: job.errors - 1 })}`);
    }
    return words;
  }

  async makeOne() {
    const { number } = this.letterView;
    this.refused(await order(number === 0 ? { what: 'master' } : { what: 'letter', number }));
  }

  makeAll() {
    const { good: n, state: { check, output } } = this;
    byId('confirm-text').textContent = say('make.confirm.text', { n });
    byId('confirm-path').textContent = output;
    byId('confirm-faulty').hidden = !check.faulty;
    byId('confirm-faulty').textContent = say('make.confirm.faulty', { n: check.faulty });
    byId('confirm-yes').textContent = check.faulty ? say('make.confirm.good', { n }) : say('make.all');
    this.ask('confirm', { what: 'all' });
  }

  makePrintFile() {
    this.ask('print', { what: 'print' });
  }

  /** Asks whether something is to be made; letters that are known to be at fault are left out then. */
  ask(name, what) {
    const dialog = byId(name);
    dialog.onclose = async () => {
      if (dialog.returnValue !== 'yes') return;
      this.refused(await order({
        ...what, faulty: this.state.check.faulty ? 'skip' : null,
        duplex: what.what === 'print' && byId('print-duplex').checked ? 'yes' : null,
      }));
    };
    dialog.returnValue = '';
    dialog.showModal();
  }

  async copyPath() {
    try { await navigator.clipboard.writeText(this.job.path); } catch { return; }
    byId('job-copy').textContent = say('job.copied');
    announce(say('job.copied'));
  }

  /** Tells why nothing was begun. */
  refused(reason) {
    if (!reason) return;
    for (const name of ['progress', 'place', 'copy', 'open', 'print']) byId(`job-${name}`).hidden = true;
    byId('job').hidden = false;
    byId('job').classList.add('failed');
    byId('job-close').hidden = false;
    byId('job-text').textContent = say(`make.refused.${reason}`);
  }
}

/** What became of a job in a few words. */
function outcome(job) {
  if (!job.letters) return say('job.nothing');
  if (job.kind === 'print') return say('job.printed', { n: job.letters });
  const made = job.letters - job.current;
  if (!made) return say('job.all.there', { n: job.letters });
  const words = say('job.made', { n: made });
  return job.current ? `${words}, ${say('job.there', { n: job.current })}` : words;
}
