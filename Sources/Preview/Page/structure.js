// A letter's structure as HTML, for those who do not see the picture.

import { make } from './elements.js';
import { say } from './language.js';

const names = {
  paragraph: 'p', list: 'ul', orderedList: 'ol', listItem: 'li', label: 'span', listBody: 'div',
  quote: 'blockquote', table: 'table', tableRow: 'tr', tableHeader: 'th', tableData: 'td',
  link: 'span', span: 'span',
};

/** The elements of a page's blocks, in reading order. */
export function structure(blocks) {
  return blocks.flatMap((block) => block.structure.map(element));
}

function element(node) {
  if (node.text !== undefined && node.text !== null) return document.createTextNode(node.text);
  const children = (node.children ?? []).map(element);
  const attributes = { lang: node.language };
  switch (node.role) {
    case 'heading':
      // The page's own headings are 1 and 2.
      return make(`h${Math.min(6, node.level + 2)}`, attributes, ...children);
    case 'figure':
      return make('div', { role: 'img', 'aria-label': node.alternative ?? say('letter.picture'), ...attributes });
    case 'tableHeader':
      return make('th', { scope: 'col', ...attributes }, ...children);
    case 'label':
      // The list's own numbers and bullets stand for these.
      return document.createTextNode('');
    case 'link':
      return make('span', attributes, ...children, ` ${say('letter.link', { target: node.target })}`);
    default:
      return make(names[node.role] ?? 'span', attributes, ...children);
  }
}
