// The page's words, in the language of whoever looks at it; all of them are in texts.json.

const texts = await (await fetch('/texts.json', { cache: 'no-store' })).json();

/** The languages that there are. */
export const languages = ['nb', 'nn', 'en'];

/** The language of the page: the one that was chosen here, or the first that the browser asks for. */
export const language = document.cookie.match(/(?:^|; )flett-language=(nb|nn|en)(?:;|$)/)?.[1]
  ?? navigator.languages.map(known).find(Boolean) ?? 'en';

// Browsers that do not know one kind of Norwegian know the other.
const numerals = new Intl.NumberFormat(language === 'en' ? 'en' : [language, 'nb', 'nn', 'no']);

/** The language that a tag such as `nb-NO` asks for, if it is there. */
function known(tag) {
  const [name] = tag.toLowerCase().split('-');
  return name === 'no' ? 'nb' : languages.find((one) => one === name);
}

/**
 * A text of the page.
 * @param {string} key  its name in texts.json
 * @param {object} values  what stands in its braces; `n` also says whether it is about one or several
 */
export function say(key, values = {}) {
  const form = texts[key][language];
  const text = typeof form === 'string' ? form : values.n === 1 ? form.one : form.other;
  return text.replace(/\{(\w+)\}/g, (_, name) => (
    typeof values[name] === 'number' ? numerals.format(values[name]) : String(values[name])));
}

/** Shows the page in another language from now on, also the next time. */
export function choose(other) {
  document.cookie = `flett-language=${other}; Path=/; Max-Age=31536000; SameSite=Strict`;
  location.reload();
}

/** Writes the texts that never change where the page has their keys. */
export function translate(root = document) {
  document.documentElement.lang = language;
  document.title = say('page.name');
  for (const [name, write] of Object.entries({
    text: (element, text) => { element.textContent = text; },
    label: (element, text) => element.setAttribute('aria-label', text),
    hint: (element, text) => element.setAttribute('placeholder', text),
  })) {
    for (const element of root.querySelectorAll(`[data-${name}]`)) {
      write(element, say(element.dataset[name]));
    }
  }
}
