// The list of suppliers: search, order, and one supplier's details. Works on the data in the page alone. Rows are made only for what is in
// sight, so ten thousand suppliers need no more elements than twenty; each is as tall as its text needs, which is known once it was made. All
// text goes in through textContent: nothing in the data becomes markup.
(() => {
  'use strict';
  const byId = (id) => document.getElementById(id);
  const data = JSON.parse(byId('data').textContent);
  const words = JSON.parse(byId('words').textContent);
  const [CODE, NAME, TIER, STATE, TOTAL, FLOOR, PERCEIVED, ANSWERED, DUE, CONTACT, EMAIL, PHONE, EMERGENCY, LEVELS, TARGETS, STANDING] = Array(16).keys();
  const ENDED = words.states.length - 1; // of STATE: nothing is waited for
  const SPARE = 6; // rows made beyond either edge

  // As base/fold.h: NFKC, case, Katakana as Hiragana, small kana as large, without the prolonged sound mark, spaces and signs.
  const LARGE = { ぁ: 'あ', ぃ: 'い', ぅ: 'う', ぇ: 'え', ぉ: 'お', っ: 'つ', ゃ: 'や', ゅ: 'ゆ', ょ: 'よ', ゎ: 'わ', ゕ: 'か', ゖ: 'け' };
  const fold = (text) => {
    const kana = text.normalize('NFKC').toLowerCase().replace(/[\u30a1-\u30f6]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0x60));
    const large = kana.replace(/[ぁぃぅぇぉっゃゅょゎゕゖ]/g, (c) => LARGE[c]);
    return large.replace(/[\s\p{P}\p{S}ー]/gu, '') || kana;
  };

  // As model/product.h: maker and name, the maker once; a name has others that stand for it, and those of less than three characters count whole only.
  const keyOf = (vendor, name) => (fold(name).startsWith(fold(vendor)) ? fold(name) : fold(vendor) + fold(name));
  const TERMS = 1000;
  const groups = new Map(); // number -> names that stand for each other
  for (const [key, group] of data.aliases) groups.set(group, [...(groups.get(group) || []), key]);
  const short = (key) => [...key].length < 3;
  const terms = (query) => {
    const found = [{ key: query, whole: false }];
    for (let i = 0; i < found.length; i += 1) {
      for (const group of groups.values()) {
        if (!found[i].whole && group.some((name) => name.includes(found[i].key))) { // a part of a name: whatever else it is called
          for (const key of group) {
            if (!key.includes(found[i].key) && found.length < TERMS && !found.some((t) => t.key === key)) found.push({ key, whole: short(key) });
          }
        }
        for (const from of group) {
          const at = short(from) ? (found[i].key === from ? 0 : -1) : found[i].key.indexOf(from);
          for (const to of at < 0 ? [] : group) {
            const key = found[i].key.slice(0, at) + to + found[i].key.slice(at + from.length);
            if (to !== from && !to.includes(from) && found.length < TERMS && !found.some((t) => t.key === key)) found.push({ key, whole: short(key) });
          }
        }
      }
    }
    return found;
  };

  const suppliers = data.suppliers;
  const keys = suppliers.map((s) => `${s[CODE].toLowerCase()} ${fold(s[NAME])} ${fold(s[CODE])}`);
  const place = new Map(suppliers.map((s, i) => [s[CODE], i]));
  const runs = new Map(); // supplier -> [[product, vendor, version, internet, credentials]]
  const products = data.products.map(([name, vendor, users]) => {
    for (const [code, version, internet, credentials] of users) {
      const i = place.get(code);
      if (!runs.has(i)) runs.set(i, []);
      runs.get(i).push([name, vendor, version, internet, credentials]);
    }
    return { key: keyOf(vendor, name), users };
  });

  const rung = data.alarms.map(() => new Map()); // of each alarm: supplier -> [what came of it, the phone to ring]
  for (const [code, alarm, state, phone] of data.ringing) rung[alarm].set(place.get(code), [state, phone]);

  const points = (p) => (p < 0 ? '–' : `${Math.floor(p / 10)}.${p % 10}`);
  const level = (n) => (n < 0 ? '–' : `${n} ${words.levels[n]}`);
  const MARKS = '?-.ox';
  const answer = (mark) => (MARKS.includes(mark) ? words.marks[MARKS.indexOf(mark)] : level(Number(mark)));
  const over = (s) => (s[PERCEIVED] < 0 || s[TOTAL] < 0 ? -2000 : s[PERCEIVED] - s[TOTAL]);
  const unknownLast = (n) => (n < 0 ? 9999 : n);
  const say = (text, ...numbers) => text.replace(/\{(\d)\}/g, (_, i) => numbers[i].toLocaleString());

  const ORDERS = {
    worst: (a, b) => b[TIER] - a[TIER] || unknownLast(a[TOTAL]) - unknownLast(b[TOTAL]),
    total: (a, b) => unknownLast(a[TOTAL]) - unknownLast(b[TOTAL]),
    floor: (a, b) => unknownLast(a[FLOOR]) - unknownLast(b[FLOOR]) || unknownLast(a[TOTAL]) - unknownLast(b[TOTAL]),
    over: (a, b) => over(b) - over(a),
    code: () => 0,
    date: (a, b) => (a[ANSWERED] || '9999').localeCompare(b[ANSWERED] || '9999'),
  };

  const list = byId('list');
  const rows = byId('rows');
  const detail = byId('detail');
  let shown = [];
  let chosen = -1; // place in shown
  let usual = 1; // what a row is tall at least
  const heights = new Map(); // supplier -> height of its row when it was made last
  let tops = [0]; // of each row in shown, and the end of the last

  const make = (tag, text, className) => {
    const element = document.createElement(tag);
    if (text !== undefined) element.textContent = text;
    if (className) element.className = className;
    return element;
  };

  function users(query) {
    const found = new Set();
    const wanted = terms(query);
    const means = (key) => wanted.some((t) => (t.whole ? key === t.key : key.includes(t.key)));
    for (const product of products) if (means(product.key)) for (const [code] of product.users) found.add(place.get(code));
    return found;
  }

  // All that is to be said of the answers, where it is more than the one word that the state is chosen by.
  const standing = (s) => s[STANDING] || words.states[s[STATE]];
  const alarm = () => (byId('alarm') && byId('alarm').value ? rung[Number(byId('alarm').value)] : null);

  function makeRow(at) {
    const s = suppliers[shown[at]];
    const row = make('div', undefined, 'row');
    row.id = `row-${at}`;
    row.setAttribute('role', 'option');
    row.setAttribute('aria-selected', String(at === chosen));
    row.setAttribute('aria-setsize', shown.length);
    row.setAttribute('aria-posinset', at + 1);
    row.style.top = `${tops[at]}px`;
    const ringing = alarm();
    const state = ringing ? ringing.get(shown[at])[0] : standing(s);
    for (const text of [s[CODE], s[NAME], words.tiers[s[TIER]], state, points(s[TOTAL]), level(s[FLOOR]), s[ANSWERED]]) row.append(make('span', text));
    return row;
  }

  // The row at this height of the list: the last that begins there or above.
  function rowAt(y) {
    let low = 0;
    let high = Math.max(shown.length - 1, 0);
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (tops[middle] <= y) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  // Reckons where each row belongs; the one that is read stays where it is.
  function placeRows() {
    const read = rowAt(list.scrollTop);
    const into = list.scrollTop - tops[read];
    tops = [0];
    for (const i of shown) tops.push(tops[tops.length - 1] + (heights.get(i) || usual));
    rows.style.height = `${tops[shown.length]}px`;
    if (list.scrollTop !== tops[read] + into) list.scrollTop = tops[read] + into;
  }

  // Notes how tall the rows are that were made, and puts them where they belong then. The chosen one is bold, which may take a line more.
  function measure(made, first) {
    const before = made.map((row, n) => heights.get(shown[first + n]));
    made.forEach((row, n) => heights.set(shown[first + n], row.offsetHeight));
    if (before.every((height, n) => height === heights.get(shown[first + n]))) return;
    placeRows();
    made.forEach((row, n) => { row.style.top = `${tops[first + n]}px`; });
  }

  function paint() {
    const first = Math.max(0, rowAt(list.scrollTop) - SPARE);
    const last = Math.min(shown.length, rowAt(list.scrollTop + list.clientHeight) + 1 + SPARE);
    const made = [];
    for (let i = first; i < last; i += 1) made.push(makeRow(i));
    rows.replaceChildren(...made);
    measure(made, first);
    if (byId(`row-${chosen}`)) list.setAttribute('aria-activedescendant', `row-${chosen}`);
    else list.removeAttribute('aria-activedescendant');
  }

  // Another width: all rows may be of other heights.
  function again() {
    heights.clear();
    usual = parseFloat(getComputedStyle(byId('heads')).minHeight);
    placeRows();
    paint();
  }

  function select() {
    const query = fold(byId('find').value.trim());
    const product = fold(byId('product').value.trim());
    const tier = byId('tier').value;
    const state = byId('state').value;
    const using = product ? users(product) : null;
    const ringing = alarm();
    shown = [];
    let found = 0;
    suppliers.forEach((s, i) => {
      if (!keys[i].includes(query) || (tier && s[TIER] !== Number(tier)) || (state && s[STATE] !== Number(state)) || (ringing && !ringing.has(i))) return;
      found += 1;
      if (!using || using.has(i)) shown.push(i);
    });
    const compare = ORDERS[byId('order').value];
    shown.sort((a, b) => compare(suppliers[a], suppliers[b]) || a - b);
    let text = say(words.found[0], shown.length, suppliers.length);
    if (using) {
      const naming = suppliers.reduce((n, _, i) => n + (runs.has(i) ? 1 : 0), 0);
      const silent = suppliers.reduce((n, s, i) => n + (runs.has(i) || s[STATE] === ENDED ? 0 : 1), 0);
      text += `: ${say(words.found[1], using.size, naming - using.size, silent)}`;
    }
    byId('found').textContent = text;
    chosen = -1;
    list.scrollTop = 0;
    placeRows();
    detail.replaceChildren();
    paint();
  }

  function table(caption, heads, body, empty) {
    if (body.length === 0) return make('p', empty);
    const t = make('table');
    t.append(make('caption', caption));
    const head = t.createTHead().insertRow();
    for (const text of heads) {
      const cell = make('th', text);
      cell.scope = 'col';
      head.append(cell);
    }
    const rest = t.createTBody();
    for (const line of body) {
      const row = rest.insertRow();
      line.forEach((text, i) => {
        const cell = make(i === 0 ? 'th' : 'td', text);
        if (i === 0) cell.scope = 'row';
        row.append(cell);
      });
    }
    const box = make('div', undefined, 'wide'); // what scrolls has to be reached by the keyboard, too
    box.tabIndex = 0;
    box.setAttribute('role', 'group');
    box.setAttribute('aria-label', caption);
    box.append(t);
    return box;
  }

  function show(at) {
    const s = suppliers[shown[at]];
    const facts = [s[CODE], words.tiers[s[TIER]], standing(s), points(s[TOTAL]), level(s[FLOOR]), points(s[PERCEIVED]), s[ANSWERED], s[DUE], s[CONTACT], s[EMAIL], s[PHONE], s[EMERGENCY]];
    const terms = make('dl');
    facts.forEach((text, i) => text && terms.append(make('dt', words.facts[i]), make('dd', text)));
    rung.forEach((suppliersOf, i) => {
      const [state, phone] = suppliersOf.get(shown[at]) || [];
      if (state) terms.append(make('dt', data.alarms[i]), make('dd', phone ? `${state} · ${phone}` : state));
    });
    const gaps = [];
    [...s[LEVELS]].forEach((mark, i) => {
      const target = s[TARGETS] ? Number(s[TARGETS][i]) : data.items[i][1];
      const reached = mark === '?' ? 0 : Number(mark);
      if ((mark === '?' || (mark >= '0' && mark <= '4')) && reached < target) gaps.push([data.items[i][0], answer(mark), level(target), target - reached]);
    });
    gaps.sort((a, b) => b[3] - a[3]);
    const [below, ...belowHeads] = words.below;
    const [own, ...ownHeads] = words.products;
    const yes = (flag) => ownHeads[flag ? 5 : 6];
    const used = (runs.get(shown[at]) || []).map(([name, vendor, version, internet, credentials]) => [name, vendor, version, yes(internet), yes(credentials)]);
    const parts = [make('h3', s[NAME] || s[CODE]), terms];
    if (s[LEVELS]) parts.push(table(below, belowHeads.slice(0, 3), gaps.map((g) => g.slice(0, 3)), belowHeads[3]), table(own, ownHeads.slice(0, 5), used, ownHeads[7]));
    detail.replaceChildren(...parts);
  }

  function choose(at) {
    if (shown.length === 0) return;
    chosen = Math.min(Math.max(at, 0), shown.length - 1);
    for (let i = 0; i < 2; i += 1) { // again, now that the rows there were measured
      if (tops[chosen] < list.scrollTop) list.scrollTop = tops[chosen];
      else if (tops[chosen + 1] > list.scrollTop + list.clientHeight) list.scrollTop = tops[chosen + 1] - list.clientHeight;
      paint();
    }
    show(chosen);
  }

  const from = () => tops[Math.max(chosen, 0)];
  const KEYS = {
    ArrowDown: () => choose(chosen + 1),
    ArrowUp: () => choose(chosen - 1),
    PageDown: () => choose(Math.max(chosen + 1, rowAt(from() + list.clientHeight) - 1)),
    PageUp: () => choose(Math.min(chosen - 1, rowAt(from() - list.clientHeight) + 1)),
    Home: () => choose(0),
    End: () => choose(shown.length - 1),
    Enter: () => {
      if (chosen < 0) choose(0);
      detail.focus();
    },
  };
  list.addEventListener('keydown', (event) => {
    if (!KEYS[event.key] || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    KEYS[event.key]();
  });
  rows.addEventListener('click', (event) => {
    const row = event.target.closest('.row');
    if (row) choose(Number(row.id.slice(4)));
  });
  detail.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') list.focus();
  });
  document.addEventListener('keydown', (event) => {
    if (event.key === '/' && !/^(INPUT|SELECT)$/.test(document.activeElement.tagName)) {
      event.preventDefault();
      byId('find').focus();
    }
  });
  let waiting = false;
  list.addEventListener('scroll', () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      paint();
    });
  });
  for (const id of ['find', 'product']) byId(id).addEventListener('input', select);
  for (const id of ['tier', 'state', 'alarm', 'order']) if (byId(id)) byId(id).addEventListener('change', select);
  let width = 0;
  const resize = () => {
    if (width === list.clientWidth) return paint();
    width = list.clientWidth;
    return again();
  };
  window.addEventListener('resize', resize);
  resize();
  select();
})();
