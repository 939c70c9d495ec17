// Elements made by hand: texts are always texts, never markup.

const graphics = 'http://www.w3.org/2000/svg';

/** The element with this id. */
export const byId = (id) => document.getElementById(id);

/**
 * An HTML element.
 * @param {string} name  such as `p` or `p.hint`
 * @param {object} attributes  attributes; functions are listeners
 * @param {...(Node|string|null)} children  what is in it
 */
export function make(name, attributes = {}, ...children) {
  const [tag, ...classes] = name.split('.');
  const element = document.createElement(tag);
  if (classes.length) element.className = classes.join(' ');
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(key, value);
    else if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(key, value === true ? '' : String(value));
    }
  }
  element.append(...children.filter((child) => child !== null && child !== ''));
  return element;
}

/** An SVG element. */
export function draw(name, attributes = {}, ...children) {
  const element = document.createElementNS(graphics, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  element.append(...children);
  return element;
}

/** Whether the page is as narrow as a phone. */
export const isNarrow = () => matchMedia('(max-width: 760px)').matches;

/** Says something to those who do not see the page. */
export function announce(text) {
  byId('announcer').textContent = text;
}

/** Does something at most once a frame, however often it is asked for. */
export function eachFrame(work) {
  let waits = false;
  return () => {
    if (waits) return;
    waits = true;
    requestAnimationFrame(() => { waits = false; work(); });
  };
}
