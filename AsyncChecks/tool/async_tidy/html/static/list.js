// The list: its filters, and the rows that are in sight.
'use strict';

const ROW = 56; // the height of a row, as report.css has it
const MORE = 4; // rows above and below those in sight

const list = {
  shown: [], // the findings that the filters let through, by their numbers
  selected: 0,
  filter: {},
};

const FLAGS = { // the boxes: which findings each is about
  fix: flags => flags & FIX && !(flags & REPAIRED),
  known: flags => flags & KNOWN,
  repaired: flags => flags & REPAIRED,
};

function prepareList() {
  list.items = report.findings.map(([id, check, file, line, column, message, flags]) => {
    const path = report.files[file], name = report.checks[check];
    return { id, check: name, file, path, line, column, message, flags,
      folder: path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '.',
      text: `${message} ${name} ${path}:${line}`.toLowerCase() };
  });
  list.numbers = new Map(list.items.map((it, number) => [it.id, number]));
  list.input = element('input', { type: 'search', placeholder: 'Filter by words', 'aria-label': 'Filter by words',
    spellcheck: 'false', oninput: () => setFilter({ text: list.input.value }) });
  list.count = element('output');
  list.rows = element('div.rows', { role: 'listbox', tabindex: 0, 'aria-label': 'Findings', onscroll: drawRows });
  list.rows.append(list.space = element('div.space'));
  list.facets = { check: facet('check', 'Check'), folder: facet('folder', 'Folder') };
  list.boxes = Object.fromEntries(Object.entries({ fix: 'with a fix', known: 'known to the baseline', repaired: report.repaired })
    .filter(([name]) => list.items.some(it => FLAGS[name](it.flags)))
    .map(([name, label]) => [name, box(name, label)]));
  document.getElementById('list').append(
    element('aside', {}, element('div.boxes', {}, Object.values(list.boxes).map(it => it.label)),
      Object.values(list.facets).map(it => it.section)),
    element('section', {}, element('div.search', {}, list.input, list.count), list.rows,
      element('p.keys', {}, keyHints('j', 'k', 'to move', 'Enter', 'to open', '/', 'to filter', 'Esc', 'to clear'))));
  addEventListener('resize', drawRows);
  applyFilter();
}

function keyHints(...words) {
  return words.map(word => /^(.|Enter|Esc)$/.test(word) ? element('kbd', {}, word) : element('span', {}, word));
}

function box(name, label) {
  const input = element('input', { type: 'checkbox', name, onchange: () => setFilter({ [name]: input.checked ? '1' : '' }) });
  const count = element('span.count');
  return { input, count, label: element('label', {}, input, element('span', {}, label), count) };
}

// The values of one property, each with how many findings it would leave.
function facet(property, title) {
  const counts = new Map();
  for (const it of list.items) counts.set(it[property], (counts.get(it[property]) ?? 0) + 1);
  const names = [...counts.keys()].sort((a, b) => counts.get(b) - counts.get(a) || (a < b ? -1 : 1));
  const entries = new Map(names.map(name => {
    const count = element('span.count');
    const button = element('button', { title: name, onclick: () => setFilter({ [property]: list.filter[property] === name ? '' : name }) },
      element('span.name', {}, property === 'check' ? name.replace(/^async-/, '') : name), count);
    return [name, { button, count }];
  }));
  return { entries, section: element('section', {}, element('h2', {}, title),
    element('div.entries', {}, [...entries.values()].map(it => it.button))) };
}

// The filters. What is known or repaired is shown to those who ask for it.
const PASSES = {
  text: (item, { words }) => words.every(word => item.text.includes(word)),
  check: (item, { check }) => !check || item.check === check,
  folder: (item, { folder }) => !folder || item.folder === folder || item.folder.startsWith(`${folder}/`),
  fix: ({ flags }, { fix }) => !fix || FLAGS.fix(flags),
  known: ({ flags }, { known }) => known || !FLAGS.known(flags),
  repaired: ({ flags }, { repaired }) => Boolean(repaired) === Boolean(FLAGS.repaired(flags)),
};

// The filter that stops a finding, if it is one; empty if it passes all.
function stopped(item, filter) {
  let by = '';
  for (const name in PASSES) {
    if (!PASSES[name](item, filter)) {
      if (by) return 'several';
      by = name;
    }
  }
  return by;
}

function applyFilter() {
  const filter = { ...list.filter, words: (list.filter.text ?? '').toLowerCase().split(/\s+/).filter(Boolean) };
  const counts = { check: new Map(), folder: new Map() }, boxes = { fix: 0, known: 0, repaired: 0 };
  const selected = list.items[list.shown[list.selected]];
  list.shown = [];
  list.items.forEach((item, number) => {
    const by = stopped(item, filter);
    if (!by) list.shown.push(number);
    // A value of a filter counts what it would let through, and a box what it is about.
    for (const property in counts) {
      if (!by || by === property) counts[property].set(item[property], (counts[property].get(item[property]) ?? 0) + 1);
    }
    for (const name in boxes) {
      if ((!by || by === name) && FLAGS[name](item.flags)) boxes[name]++;
    }
  });
  list.selected = Math.max(0, list.shown.indexOf(list.numbers.get(selected?.id)));
  drawFacets(counts, boxes);
  const [shown, all] = [list.shown, list.items].map(it => it.length.toLocaleString('en'));
  list.count.textContent = shown === all ? all : `${shown} of ${all}`;
  list.space.style.height = `${list.shown.length * ROW}px`;
  drawRows();
}

function drawFacets(counts, boxes) {
  for (const [property, { entries }] of Object.entries(list.facets)) {
    for (const [name, { button, count }] of entries) {
      const number = counts[property].get(name) ?? 0;
      if (count.textContent !== String(number)) count.textContent = number;
      button.classList.toggle('none', !number);
      button.setAttribute('aria-pressed', list.filter[property] === name);
    }
  }
  for (const [name, { input, count }] of Object.entries(list.boxes)) {
    input.checked = Boolean(list.filter[name]);
    count.textContent = boxes[name];
  }
}

// Sets some of the filters, and the address that says so.
function setFilter(some) {
  list.filter = { ...list.filter, ...some };
  history.replaceState(null, '', listAddress());
  applyFilter();
}

function listAddress() {
  const set = Object.entries(list.filter).filter(([, value]) => value);
  return set.length ? `#findings?${new URLSearchParams(set)}` : '#findings';
}

// The rows in sight, at their places.
function drawRows() {
  const first = Math.max(0, Math.floor(list.rows.scrollTop / ROW) - MORE);
  const last = Math.min(list.shown.length, Math.ceil((list.rows.scrollTop + list.rows.clientHeight) / ROW) + MORE);
  const made = [];
  for (let at = first; at < last; at++) made.push(rowAt(at));
  list.space.replaceChildren(...made);
  list.rows.setAttribute('aria-activedescendant', list.shown.length ? `row-${list.selected}` : '');
  list.rows.classList.toggle('nothing', !list.shown.length);
}

function rowAt(at) {
  const it = list.items[list.shown[at]];
  const row = element('a.row', { id: `row-${at}`, role: 'option', tabindex: -1, href: `#finding/${it.id}`,
    'aria-selected': String(at === list.selected), 'aria-posinset': at + 1, 'aria-setsize': list.shown.length },
  element('span.message', {}, sentence(it.message)),
  element('span.badges', {}, badges(it.flags)),
  element('span.where', {}, `${it.path}:${it.line}`),
  element('span.check', {}, it.check));
  row.style.top = `${at * ROW}px`;
  return row;
}

function select(at) {
  list.selected = Math.max(0, Math.min(list.shown.length - 1, at));
  const top = list.selected * ROW, { scrollTop, clientHeight } = list.rows;
  if (top < scrollTop) list.rows.scrollTop = top;
  else if (top + ROW > scrollTop + clientHeight) list.rows.scrollTop = top + ROW - clientHeight;
  drawRows();
}

function open() {
  const it = list.items[list.shown[list.selected]];
  if (it) location.hash = `#finding/${it.id}`;
}

function step(by) {
  return () => { list.rows.focus(); select(list.selected + by); };
}

function page(by) {
  return () => step(by * Math.max(1, Math.floor(list.rows.clientHeight / ROW) - 1))();
}

keys.list = {
  j: step(1), k: step(-1), ArrowDown: step(1), ArrowUp: step(-1), PageDown: page(1), PageUp: page(-1),
  Home: event => event.target.matches('input') ? false : step(-Infinity)(),
  End: event => event.target.matches('input') ? false : step(Infinity)(),
  '/': () => { list.input.focus(); list.input.select(); },
  Enter: open,
  Escape: () => {
    list.rows.focus();
    list.input.value = '';
    setFilter(Object.fromEntries(Object.keys(list.filter).map(name => [name, ''])));
  },
};

views.findings = query => {
  list.filter = Object.fromEntries(new URLSearchParams(query));
  list.input.value = list.filter.text ?? '';
  show('list', 'Findings');
  applyFilter();
  select(list.selected);
  list.rows.focus();
};
