// Names of guides over a page, put where none lies on another.

import { draw } from './elements.js';

// In the screen's pixels: names are read at any zoom.
const size = 11;
const height = 16;
const padding = 4;
const gap = 2;
// What is moved by a height and a gap may be a little less than that away, and would be moved there for ever.
const rounding = 0.01;

const measuring = document.createElement('canvas').getContext('2d');

/**
 * The names of guides over a page.
 * @param {object[]} labels  kind; text; spots: where it may stand, in pixels from the page's corner, the best
 *   first, `x` or `right` with `y`; from: where a line to it begins, if one is needed
 * @param {object} limits  scale: pixels a point; right: how far to the right there is room; bottom
 */
export function drawLabels(labels, limits) {
  measuring.font = `600 ${size}px system-ui, sans-serif`;
  const taken = [];
  const drawn = [];
  for (const label of labels) {
    const box = place(label, Math.ceil(measuring.measureText(label.text).width) + 2 * padding, taken, limits);
    if (!box) continue;
    taken.push(box);
    drawn.push(element(label, box, limits.scale));
  }
  return drawn;
}

/** The first spot that is free, else the first free place below or above the best one; or none. */
function place({ spots }, width, taken, limits) {
  const boxes = spots.map(({ x, right, y }) => {
    const left = Math.min(x ?? right - width, limits.right - width);
    const top = Math.min(limits.bottom - height, Math.max(0, y));
    return { left, top, width };
  });
  return boxes.find((box) => !hit(box, taken)) ?? moved(boxes[0], 1, taken, limits)
    ?? moved(boxes[0], -1, taken, limits);
}

function moved(start, direction, taken, limits) {
  const box = { ...start };
  for (let other = hit(box, taken); other; other = hit(box, taken)) {
    box.top = other.top + direction * (height + gap);
    if (box.top < 0 || box.top + height > limits.bottom) return null;
  }
  return box;
}

const hit = (box, taken) => taken.find((other) => (
  box.left < other.left + other.width + gap && other.left < box.left + box.width + gap
  && Math.abs(box.top - other.top) < height + gap - rounding));

function element({ kind, text, from }, { left, top, width }, scale) {
  const group = draw('g', { class: `label ${kind}` });
  if (from) {
    group.append(draw('line', {
      class: 'guide', x1: from.x / scale, y1: from.y / scale,
      x2: left / scale, y2: (top + height / 2) / scale,
    }));
  }
  const words = draw('text', {
    class: 'guide-label', 'font-size': size / scale,
    x: (left + padding) / scale, y: (top + height - 4) / scale,
  });
  words.textContent = text;
  group.append(draw('rect', {
    class: 'guide-name', x: left / scale, y: top / scale, width: width / scale,
    height: height / scale, rx: 2 / scale,
  }), words);
  return group;
}
