// What the views of the report share: its data, elements, places and addresses.
'use strict';

const FIX = 1, KNOWN = 2, REPAIRED = 4;

let report; // as data/findings.js has it
const views = {}; // what shows each view, by the name in the address
const keys = {}; // what a key does in each view
const received = new Map(), waiting = new Map();

// A script of data, which calls receive(). A page on a disk cannot read files in another way.
function load(name) {
  if (received.has(name)) return Promise.resolve(received.get(name));
  if (!waiting.has(name)) {
    waiting.set(name, new Promise((resolve, reject) => {
      const script = Object.assign(document.createElement('script'), { src: `data/${name}.js` });
      script.addEventListener('load', () => resolve(received.get(name)));
      script.addEventListener('error', () => reject(new Error(`data/${name}.js is missing`)));
      document.head.append(script);
    }));
  }
  return waiting.get(name);
}

function receive(name, value) {
  received.set(name, value);
  if (name === 'findings') start(value);
}

// An element, with attributes and what stands in it; text stays text.
function element(name, attributes = {}, ...inside) {
  const [tag, ...classes] = name.split('.');
  const made = document.createElement(tag);
  if (classes.length) made.className = classes.join(' ');
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith('on')) made.addEventListener(key.slice(2), value);
    else if (value === true || value === false) made.toggleAttribute(key, value);
    else if (value !== undefined) made.setAttribute(key, value);
  }
  made.append(...inside.flat(Infinity).filter(it => it !== undefined && it !== ''));
  return made;
}

// Code and pages, which are HTML already.
function html(name, text) {
  const made = element(name);
  made.innerHTML = text;
  return made;
}

// A sentence, with the names in it as code.
function sentence(text) {
  return (text.charAt(0).toUpperCase() + text.slice(1)).split(/'([^']+)'/)
    .map((part, at) => at % 2 ? element('code', {}, part) : part);
}

function editorLink(file, line, column) {
  const path = report.files[file].startsWith('/') ? report.files[file] : `${report.root}/${report.files[file]}`;
  const values = { path: path.split('/').map(encodeURIComponent).join('/'), line, column };
  return report.editor.replace(/{(path|line|column)}/g, (_, name) => values[name]);
}

function badges(flags) {
  return [
    flags & FIX && !(flags & REPAIRED) ? element('span.badge.fix', {}, 'fix') : '',
    report.baseline && !(flags & (KNOWN | REPAIRED)) ? element('span.badge.new', {}, 'new') : '',
    flags & REPAIRED ? element('span.badge.repaired', {}, report.repaired) : ''];
}

function show(name, title) {
  for (const main of document.querySelectorAll('main')) main.hidden = main.id !== name;
  for (const link of document.querySelectorAll('nav a')) {
    link.toggleAttribute('aria-current', (link.hash === '') === (name === 'overview'));
  }
  document.title = title ? `${title} – ${report.name}` : report.name;
}

function route() {
  const [, name, rest] = /^#?([^/?]*)[/?]?(.*)$/.exec(location.hash);
  (views[name] ?? views.overview)(rest);
}

views.overview = () => show('overview');

views.page = async name => {
  const pages = await load('pages');
  document.getElementById('page').replaceChildren(element('h1', {}, name), html('article.page', pages[name] ?? 'There is no such page.'));
  show('page', name);
  window.scrollTo(0, 0);
};

keys.overview = { '/': () => { location.hash = '#findings'; }, Enter: () => { location.hash = '#findings'; } };
keys.page = { Escape: () => history.back() };

function press(event) {
  const view = document.querySelector('main:not([hidden])').id;
  const typing = event.target.matches('input');
  if (event.ctrlKey || event.metaKey || event.altKey || (typing && event.key.length === 1)) return;
  if (event.target.matches('a, button') && event.key === 'Enter') return;
  const action = keys[view]?.[event.key];
  if (action && action(event) !== false) event.preventDefault();
}

function start(data) {
  report = data;
  for (const button of document.querySelectorAll('button.all')) {
    button.addEventListener('click', () => { button.parentElement.classList.add('whole'); button.remove(); });
  }
  prepareList();
  addEventListener('hashchange', route);
  addEventListener('keydown', press);
  route();
}
