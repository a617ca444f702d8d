// A finding: the way to it, its code with the notes in place, its fix, and the page of its check.
'use strict';

const AROUND = 5; // lines before and after a place

views.finding = async id => {
  const number = list.numbers.get(id);
  const item = list.items[number];
  const main = document.getElementById('finding');
  if (!item) {
    main.replaceChildren(element('p.empty', {}, 'The report has no such finding.'));
    return show('finding', 'No such finding');
  }
  const own = await load(`file-${item.file}`);
  const details = own.findings[id];
  const marks = [{ message: item.message, file: item.file, line: item.line, column: item.column, own: true },
    ...details.notes.map(([message, file, line, column]) => ({ message, file, line, column }))];
  const numbers = [marks.map(it => it.file), details.way.flatMap(step => step.slice(2, 3)), details.changes.map(([file]) => file)];
  const files = new Map(await Promise.all([...new Set(numbers.flat())].map(async file => [file, await load(`file-${file}`)])));
  const pages = await load('pages');
  if (location.hash !== `#finding/${id}`) return; // another one was opened meanwhile
  const at = list.shown.indexOf(number);
  if (at >= 0) list.selected = at;
  main.replaceChildren(
    element('section.finding', {}, bar(at),
      element('h1', {}, sentence(item.message)),
      element('p.about', {}, element('a', { href: `#page/${item.check}` }, item.check), badges(item.flags),
        place(item.file, item.line, item.column)),
      details.way.length ? part('The way of the thread', picture(details.way, files)) : '',
      part('Code', excerpts(marks, files)),
      details.changes.length ? part(changesTitle(item.flags), details.changes.map(it => difference(it, files))) : ''),
    element('aside', {}, element('article.page', {},
      element('h1', {}, item.check), html('div', pages[item.check] ?? 'The report has no page of this check.'))));
  show('finding', item.message);
  window.scrollTo(0, 0);
};

function bar(at) {
  const near = by => list.items[list.shown[at + by]];
  const link = (by, text, label) => near(by) && at >= 0
    ? element('a.step', { href: `#finding/${near(by).id}`, 'aria-label': label }, text) : element('span.step', {}, text);
  return element('div.above', {}, element('a', { href: listAddress() }, '← Findings'),
    element('span.count', {}, at >= 0 ? `${at + 1} of ${list.shown.length}` : ''),
    link(-1, '↑', 'the one before'), link(1, '↓', 'the next one'));
}

function part(title, ...inside) {
  return element('section.part', {}, element('h2', {}, title), inside);
}

function changesTitle(flags) {
  return flags & REPAIRED ? `What ${report.repaired === 'repaired' ? 'was' : 'would be'} repaired` : 'Fix';
}

function place(file, line, column) {
  return element('a.place', { href: editorLink(file, line, column), title: 'open in the editor' }, `${report.files[file]}:${line}`);
}

// The way as a picture: a box for each function, in a frame for each file.
function picture(way, files) {
  const frames = [];
  for (const [name, kind, file, line, column] of way) {
    const last = frames[frames.length - 1];
    const source = file === undefined ? '' : textOf(files.get(file).lines[line] ?? '').trim();
    const box = { name, kind, line, source, file, column };
    if (last && last.file === file) last.boxes.push(box);
    else frames.push({ file, boxes: [box] });
  }
  return element('div.way', { role: 'group', 'aria-label': way.map(([name]) => name).join(', which calls ') },
    frames.map(({ file, boxes }) => element(file === undefined ? 'div.end' : 'div.frame', {},
      file === undefined ? '' : element('span.file', {}, report.files[file]),
      boxes.map(box => [
        element(`div.box.${box.kind}`, {}, element('code', {}, box.name), box.kind in KINDS && box.name !== 'this coroutine' ? element('span.kind', {}, KINDS[box.kind]) : ''),
        box.line ? element('a.call', { href: editorLink(box.file, box.line, box.column), title: 'open in the editor' },
          element('span.line', {}, `line ${box.line}`), element('code', {}, box.source)) : '']))));
}

const KINDS = { coroutine: 'coroutine', wait: 'blocks the thread' };

function textOf(code) {
  const made = document.createElement('template');
  made.innerHTML = code;
  return made.content.textContent;
}

// The code around all marks, file by file, that of the finding first.
function excerpts(marks, files) {
  return [...new Set(marks.map(it => it.file))].map(file => {
    const here = marks.filter(it => it.file === file);
    return element('figure.code', {}, element('figcaption', {}, place(file, here[0].line, here[0].column)),
      element('div.lines', {}, linesAround(here, files.get(file).lines)));
  });
}

function linesAround(marks, lines) {
  const numbers = Object.keys(lines).map(Number).filter(
    number => marks.some(it => Math.abs(it.line - number) <= (it.own ? AROUND : 2)));
  return numbers.flatMap((number, at) => {
    const here = marks.filter(it => it.line === number);
    const code = html('code', lines[number]);
    const indent = /^\s*/.exec(code.textContent)[0];
    for (const { column, own } of here) underline(code, column, own ? 'own' : 'note');
    const gap = at && numbers[at - 1] !== number - 1 ? [element('div.gap', {}, '⋯')] : [];
    return [...gap,
      element(here.length ? 'div.line.marked' : 'div.line', {}, element('span.number', {}, number), code),
      ...here.map(({ message, own }) => element(own ? 'div.says.own' : 'div.says', {},
        element('span.indent', {}, indent), element('span.text', {}, sentence(message))))];
  });
}

// Marks the word that begins in a column, which counts characters from one.
function underline(code, column, kind) {
  const before = [...code.textContent].slice(0, column - 1).join('').length;
  const length = /^(~?\w+|\S)?/u.exec(code.textContent.slice(before))[0].length;
  mark(code, before, length, kind);
}

// Marks a part of the text of an element, as far as it stands in one piece.
function mark(code, begin, length, kind) {
  const walker = document.createTreeWalker(code, NodeFilter.SHOW_TEXT);
  let at = 0;
  while (length > 0 && walker.nextNode()) {
    const text = walker.currentNode;
    if (begin < at + text.length) {
      const part = begin > at ? text.splitText(begin - at) : text;
      if (part.length > length) part.splitText(length);
      part.replaceWith(element(`mark.${kind}`, {}, part.cloneNode()));
      return;
    }
    at += text.length;
  }
}

function difference([file, blocks], files) {
  const { lines } = files.get(file);
  return element('figure.code', {}, element('figcaption', {}, report.files[file]),
    element('div.lines', {}, blocks.map((rows, at) => [at ? element('div.gap', {}, '⋯') : '', changed(rows, lines)])));
}

const SIGNS = { ' ': 'line', '-': 'line.old', '+': 'line.new' };

function changed(rows, known) {
  const lines = rows.map(([sign, before, after, code]) => ({ sign, number: after || before, code: html('code', code ?? known[before]) }));
  const run = (at, sign) => lines.slice(at).concat({}).findIndex(it => it.sign !== sign);
  for (let at = 0; at < lines.length; at++) {
    const old = run(at, '-'), replaced = run(at + old, '+') === old;
    for (let by = 0; replaced && by < old; by++) compare(lines[at + by].code, lines[at + old + by].code);
    at += old;
  }
  return lines.map(({ sign, number, code }) => element(`div.${SIGNS[sign]}`, {},
    element('span.number', {}, number), element('span.sign', {}, sign), code));
}

// Marks what is different in two lines, between what they begin and end with.
function compare(old, now) {
  const [a, b] = [old.textContent, now.textContent];
  let begin = 0, end = 0;
  while (begin < Math.min(a.length, b.length) && a[begin] === b[begin]) begin++;
  while (end < Math.min(a.length, b.length) - begin && a[a.length - end - 1] === b[b.length - end - 1]) end++;
  markAll(old, begin, a.length - end, 'less');
  markAll(now, begin, b.length - end, 'more');
}

function markAll(code, begin, end, kind) {
  const pieces = [];
  const walker = document.createTreeWalker(code, NodeFilter.SHOW_TEXT);
  for (let at = 0; walker.nextNode(); at += walker.currentNode.length) {
    const [from, to] = [Math.max(begin, at), Math.min(end, at + walker.currentNode.length)];
    if (from < to) pieces.push([from, to - from]);
  }
  for (const [from, length] of pieces) mark(code, from, length, kind);
}

function neighbour(by) {
  return () => {
    const next = list.items[list.shown[list.selected + by]];
    if (next) location.replace(`#finding/${next.id}`);
  };
}

keys.finding = {
  j: neighbour(1), k: neighbour(-1),
  e: () => document.querySelector('#finding .about .place')?.click(),
  Escape: () => { location.hash = listAddress(); },
  '/': () => { location.hash = listAddress(); setTimeout(() => list.input.focus()); },
};
