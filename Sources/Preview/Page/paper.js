// A page of a letter: its picture, what may be drawn over it, and its words.

import { draw, make } from './elements.js';
import { drawLabels } from './labels.js';
import { say } from './language.js';
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
    this.element.setAttribute('aria-label', say('letter.page', {
      page: page.number, pages: letter.pages.length,
    }));
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
   *   spot: function that says whether a block is to be pointed at; differs: Set of ids of blocks
   */
  decorate({ kinds = new Set(), windows = [], spot = null, differs = null }) {
    const { page } = this;
    if (!page) return;
    const guides = shownGuides(page, kinds, windows);
    const marks = page.blocks.flatMap((block) => [
      spot?.(block) ? { ...block, kind: 'spot' } : null,
      differs?.has(block.id) ? { ...block, kind: 'differs' } : null,
    ]).filter(Boolean);
    this.overlay.replaceChildren(
      ...(kinds.has('baseline') && page.baseline ? baselines(page) : []),
      ...[...guides, ...marks].map(outline),
      ...this.labels(guides));
  }

  /** The names of guides, as large as the screen's other words. */
  labels(guides) {
    const { clientWidth: width, clientHeight: height, parentElement: desk } = this.element;
    if (!guides.length || !width || !desk) return [];
    const scale = width / this.page.width;
    const room = Math.max(0, (desk.clientWidth - width) / 2 - 4);
    return drawLabels(guides.map((guide) => named(guide, scale, width)), {
      scale, right: width + room, bottom: height,
    });
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

/** The guides of the kinds that were asked for. */
function shownGuides(page, kinds, windows) {
  const guides = [];
  if (kinds.has('margin')) guides.push(...ofKind(page, 'margin'));
  if (kinds.has('foldMark')) guides.push(...folds(page, windows));
  if (kinds.has('addressWindow') && page.number === 1) {
    guides.push(...windows.map((one) => ({ ...one, kind: 'addressWindow' })));
  }
  if (kinds.has('block')) guides.push(...page.blocks.map((one) => ({ ...one, kind: 'block' })));
  return guides;
}

/** The name of a guide, and where on the page it may stand, in pixels. */
function named(guide, scale, width) {
  const [left, top] = [guide.x * scale, guide.y * scale];
  const [right, bottom] = [left + guide.width * scale, top + guide.height * scale];
  const { kind } = guide;
  switch (kind) {
    case 'margin': return {
      kind, text: say('guide.margin'), spots: [{ x: left, y: bottom + 3 }, { x: left, y: top - 19 }],
    };
    case 'foldMark': return {
      kind, text: say('guide.fold'), spots: [{ x: 4, y: top - 18 }, { x: 4, y: top + 2 }],
    };
    case 'addressWindow': return {
      kind, text: guide.label ? say('guide.window', { name: guide.label }) : say('guide.window.own'),
      spots: [
        { right: right - 3, y: bottom - 19 }, { right: right - 3, y: top + 3 },
        { x: left + 3, y: bottom - 19 }, { x: left + 3, y: top + 3 },
      ],
    };
    default: return {
      kind, text: blockName(guide), spots: [{ x: width + 8, y: top }],
      from: { x: right, y: Math.min(bottom, top + 8) },
    };
  }
}

/** `Text · line 14`, of the letter if it says anything in the block. */
function blockName(block) {
  const part = say(`part.${block.part}`);
  const place = block.places.find((one) => one.file.endsWith('.md')) ?? block.places[0];
  if (!place) return part;
  const file = place.file.split('/').pop();
  const line = String(place.line);
  return file.endsWith('.md') ? say('guide.block', { part, line })
    : say('guide.block.file', { part, file, line });
}

const ofKind = (page, kind) => page.guides.filter((one) => one.kind === kind);

/** The stationery's fold marks; where it has none, the folds that the windows' envelopes ask for. */
function folds(page, windows) {
  const own = ofKind(page, 'foldMark');
  if (own.length) return own;
  return [...new Set(windows.flatMap((one) => one.folds))].map(
    (y) => ({ kind: 'foldMark', x: 0, y, width: page.width, height: 0 }));
}

/** The outline of a guide or a mark. */
function outline({ kind, x, y, width, height }) {
  const spread = kind === 'spot' || kind === 'differs' ? 3 : 0;
  const shape = height === 0
    ? draw('line', { class: 'guide', x1: x, x2: x + width, y1: y, y2: y })
    : draw('rect', {
      class: 'guide', x: x - spread, y: y - spread,
      width: width + 2 * spread, height: height + 2 * spread,
    });
  return draw('g', { class: kind }, shape);
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
