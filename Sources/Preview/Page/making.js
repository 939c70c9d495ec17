// Buttons that do what `flett merge` does, and what became of it.

import { byId, count } from './elements.js';
import { address, order } from './server.js';

/** The buttons and the line that tells how far things are. */
export class Making {
  constructor(letterView) {
    this.letterView = letterView;
    this.closed = 0;
    byId('make-one').addEventListener('click', () => this.makeOne());
    byId('make-all').addEventListener('click', () => this.makeAll());
    byId('job-close').addEventListener('click', () => {
      this.closed = this.job?.number ?? 0;
      byId('job').hidden = true;
    });
  }

  /** Takes in how things are. */
  take(state) {
    this.state = state;
    this.job = state.job;
    const isBusy = Boolean(this.job && !this.job.isFinished);
    byId('make-one').disabled = isBusy || state.isBroken || !state.revision;
    byId('make-all').disabled = isBusy || state.isBroken || !state.count;
    if (this.job && this.job.number !== this.closed) this.tell();
  }

  /** Takes in the letter that is on screen, and what became of it. */
  show(letter, account) {
    const link = byId('open-pdf');
    link.hidden = !letter || !account?.hasFile;
    if (!link.hidden) {
      link.href = address('/letter.pdf', { number: letter.number });
      link.textContent = account.state === 'made' ? 'Open PDF' : 'Open old PDF';
    }
    byId('make-one').textContent = letter?.number === 0 ? 'Make the master' : 'Make this letter';
  }

  tell() {
    const { job } = this;
    byId('job').hidden = false;
    byId('job').classList.toggle('failed', job.errors > 0);
    const bar = byId('job-progress');
    bar.hidden = job.isFinished;
    byId('job-close').hidden = !job.isFinished;
    if (job.total) { bar.max = job.total; bar.value = job.done; } else bar.removeAttribute('value');
    byId('job-text').textContent = this.words(job);
  }

  words(job) {
    if (!job.isFinished) {
      const stage = job.stage[0].toUpperCase() + job.stage.slice(1);
      const far = job.total > 1
        ? `: ${job.done.toLocaleString('en')} of ${job.total.toLocaleString('en')}` : '';
      return `${stage} ${job.what}${far}`;
    }
    const made = job.letters - job.current;
    const problem = job.errors
      ? `: ${job.firstError}${job.errors > 1 ? ` (and ${job.errors - 1} more, under Findings)` : ''}` : '';
    const place = `, in ${this.state.output}`;
    if (!made && problem) return `Nothing was made${problem}`;
    if (!made) {
      return (job.letters === 1 ? 'The letter is there already' : `All ${job.letters.toLocaleString('en')} letters are there already`) + place;
    }
    const old = job.current ? `, ${job.current.toLocaleString('en')} ${job.current === 1 ? 'was' : 'were'} there already` : '';
    return `${count(made, 'letter')} made${old}${place}${problem}`;
  }

  async makeOne() {
    const { number } = this.letterView;
    this.refused(await order(number === 0 ? { what: 'master' } : { what: 'letter', number }));
  }

  makeAll() {
    const dialog = byId('confirm');
    byId('confirm-text').textContent =
      `${count(this.state.count, 'letter')} will be in the folder “${this.state.output}”. Those that are `
      + 'there already, as they would be made now, stay as they are; older ones are replaced.';
    dialog.onclose = async () => {
      if (dialog.returnValue === 'yes') this.refused(await order({ what: 'all' }));
    };
    dialog.returnValue = '';
    dialog.showModal();
  }

  refused(words) {
    if (!words) return;
    byId('job').hidden = false;
    byId('job').classList.add('failed');
    byId('job-progress').hidden = true;
    byId('job-close').hidden = false;
    byId('job-text').textContent = words;
  }
}
