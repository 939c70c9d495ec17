// A page of a letter: its picture, what may be drawn over it, and its words.

import { draw, make } from './elements.js';
import { address } from './server.js';
import { structure } from './structure.js';

/** A sheet of paper with a page on it. */
export class Sheet {
  constructor(label) {
    this.image = make('img', { alt: '', draggable: 'false' });
    this.overlay = draw('svg', { 'aria-hidden': 'true', focusable: 'false' });
    this.words = make('div.words');
    this.element = make('div.sheet', { role: 'group', 'aria-label': label }, this.image, this.overlay, this.words);
  }

  /** Shows a page; the picture that is there stays until the new one is ready. */
  async show(letter, page, options) {
    this.page = page;
    this.element.style.setProperty('--width', page.width);
    this.element.style.setProperty('--height', page.height);
    this.element.setAttribute('aria-label', `Page ${page.number} of ${letter.pages.length}`);
    this.overlay.setAttribute('viewBox', `0 0 ${page.width} ${page.height}`);
    this.letter = letter;
    const image = await this.picture(options.resolution);
    if (!image) return;
    if (this.page !== page) return;
    this.replacePicture(image);
    this.element.dataset.revision = letter.revision;
    this.words.lang = letter.language;
    this.words.replaceChildren(...structure(page.blocks));
    this.decorate(options);
  }

  /** Draws the picture anew where the page is shown in another size. */
  async sharpen(resolution) {
    if (!this.letter || this.resolution === choice(this.page, resolution)) return;
    const { letter } = this;
    const image = await this.picture(resolution);
    if (image && this.letter === letter) this.replacePicture(image);
  }

  /** The page's picture, ready to be shown; nothing if it cannot be had. */
  async picture(resolution) {
    const pixels = this.resolution = choice(this.page, resolution);
    const image = make('img', { alt: '', draggable: 'false' });
    image.src = address(pixels ? '/page.bmp' : '/page.svg', {
      number: this.letter.number, page: this.page.number, revision: this.letter.revision,
      resolution: pixels,
    });
    try { await image.decode(); } catch { return null; }
    return image;
  }

  replacePicture(image) {
    this.image.replaceWith(image);
    this.image = image;
  }

  /**
   * Draws what is to be seen over the page.
   * @param {object} options  kinds: Set of kinds of guides; windows: rectangles of envelopes' windows;
   *   spots: function that says whether a block is to be pointed at; differs: Set of ids of blocks
   */
  decorate({ kinds = new Set(), windows = [], spot = null, differs = null }) {
    const { page } = this;
    if (!page) return;
    const parts = [];
    if (kinds.has('baseline') && page.baseline) parts.push(...baselines(page));
    if (kinds.has('margin')) parts.push(...ofKind(page, 'margin').map(outline));
    if (kinds.has('foldMark')) parts.push(...folds(page, windows).map(outline));
    if (kinds.has('addressWindow') && page.number === 1) {
      parts.push(...windows.map((one) => outline({ ...one, kind: 'addressWindow' })));
    }
    // Names stand beside the text where it ends at the margin, and above it elsewhere.
    const edge = Math.max(...page.blocks.map((block) => block.x + block.width));
    for (const block of page.blocks) {
      if (kinds.has('block')) {
        const isBeside = block.x + block.width > edge - 1;
        parts.push(outline({ ...block, kind: 'block', label: label(block), isBeside }));
      }
      if (spot?.(block)) parts.push(outline({ ...block, kind: 'spot' }));
      if (differs?.has(block.id)) parts.push(outline({ ...block, kind: 'differs' }));
    }
    this.overlay.replaceChildren(...parts);
  }
}

/**
 * Pixels an inch for a page's picture, or 0 for an SVG. Pixels are there much sooner, but of a page that
 * is much enlarged there would be too many; and an SVG serves where the size is not known.
 */
function choice(page, resolution) {
  if (!resolution) return 0;
  const rounded = Math.ceil(resolution);
  const pixels = page.width * page.height * (rounded / 72) ** 2;
  return pixels > 6e6 || rounded > 300 ? 0 : Math.max(12, rounded);
}

/** `body, letter.md:14` */
function label(block) {
  const place = block.places.find((one) => one.file.endsWith('.md')) ?? block.places[0];
  return place ? `${block.part}, ${place.file.split('/').pop()}:${place.line}` : block.part;
}

const ofKind = (page, kind) => page.guides.filter((one) => one.kind === kind);

/** The stationery's fold marks; where it has none, the folds that the windows' envelopes ask for. */
function folds(page, windows) {
  const own = ofKind(page, 'foldMark');
  if (own.length) return own;
  return [...new Set(windows.flatMap((one) => one.folds))].map(
    (y) => ({ kind: 'foldMark', label: 'fold', x: 0, y, width: page.width, height: 0 }));
}

/** The outline of a guide with its label. */
function outline(guide) {
  const group = draw('g', { class: guide.kind });
  if (guide.height === 0) {
    group.append(draw('line', {
      class: 'guide', x1: guide.x, x2: guide.x + guide.width, y1: guide.y, y2: guide.y,
    }));
  } else {
    const spread = guide.kind === 'spot' || guide.kind === 'differs' ? 3 : 0;
    group.append(draw('rect', {
      class: 'guide', x: guide.x - spread, y: guide.y - spread,
      width: guide.width + 2 * spread, height: guide.height + 2 * spread,
    }));
  }
  if (guide.label) {
    const text = draw('text', { class: 'guide-label', ...labelPlace(guide) });
    text.textContent = guide.label;
    group.append(text);
  }
  return group;
}

function labelPlace({ x, y, width, height, kind, isBeside }) {
  switch (kind) {
    case 'block': return isBeside ? { x: x + width + 3, y: y + 6 } : { x, y: y - 2 };
    // Windows lie over each other, but each ends at a height of its own.
    case 'addressWindow': return { x: x + width - 3, y: y + height - 3, 'text-anchor': 'end' };
    case 'margin': return { x: x + 2, y: y + height + 7 };
    default: return { x: x + 4, y: y - 3 };
  }
}

function baselines(page) {
  const lines = [];
  const { first, step } = page.baseline;
  const start = first - Math.floor(first / step) * step;
  for (let y = start; y < page.height; y += step) {
    lines.push(draw('line', { class: 'guide', x1: 0, x2: page.width, y1: y, y2: y }));
  }
  return [draw('g', { class: 'baseline' }, ...lines)];
}
