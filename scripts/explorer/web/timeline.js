// The timeline: a square for each strike on its best day, and columns for what lies before, after, or has no day.
const HIGH = 84,
  AXIS = 18; // pixels
const DAYS = daysBetween(WAR.from, WAR.to);

function daysBetween(from, to) {
  const found = [];
  for (let at = Date.parse(from); at <= Date.parse(to); at += 86400000)
    found.push(new Date(at).toISOString().slice(0, 10));
  return found;
}

function columnOf(strike) {
  if (!strike.date_start) return 'no_day';
  return strike.date_start < WAR.from ? 'before' : strike.date_start > WAR.to ? 'after' : strike.date_start;
}

const COLUMNS = ['before', ...DAYS, 'after', 'no_day'];
const SINGLE = [...STRIKES.values()].filter(strike => strike.level === 'strike');
const TALLEST = Math.max(1, ...countsByColumn(SINGLE).values());

function countsByColumn(strikes) {
  const counts = new Map();
  for (const strike of strikes) add(counts, columnOf(strike));
  return counts;
}

function drawTimeline(state, {shown}) {
  const isOpen = one => one.date_start !== one.date_end || one.date_is_tie === 'true';
  const kindOf = one => `${one.territory || 'unknown'}${isOpen(one) && one.date_start ? ' district' : ''}`;
  // within a column those of one territory stand together
  const strikes = shown
    .filter(strike => strike.level === 'strike')
    .sort((one, other) => (kindOf(one) < kindOf(other) ? -1 : Number(kindOf(one) > kindOf(other))));
  const width = Math.max($('timeline').clientWidth, 280),
    step = (width - 2) / COLUMNS.length;
  const size = Math.min(step - 1.5, 10),
    each = Math.min(size + 1, HIGH / TALLEST),
    height = Math.max(30, TALLEST * each + 6);
  const high = each > 3 ? each - 1 : each; // where there are many, squares become bars, and hollow ones pale
  const paths = new Map(),
    heights = new Map();
  for (const strike of strikes) {
    const column = columnOf(strike),
      at = heights.get(column) ?? 0;
    heights.set(column, at + 1);
    const x = COLUMNS.indexOf(column) * step + 1.5,
      y = height - (at + 1) * each;
    const kind = kindOf(strike);
    paths.set(
      kind,
      `${paths.get(kind) ?? ''}M${x.toFixed(1)},${y.toFixed(1)}h${size.toFixed(1)}v${high.toFixed(1)}h${-size.toFixed(1)}z`,
    );
  }
  const svg = s(
    'svg',
    {
      role: 'img',
      class: each > 3 ? null : 'many',
      'aria-label': timelineText(strikes),
      viewBox: `0 0 ${width} ${height + AXIS}`,
      width,
      height: height + AXIS,
      onclick: event => clickDay(event, step),
    },
    chosenDays(state, step, height),
    s('path', {class: 'axis', d: `M0,${height + 0.5}h${width}`}),
    [...paths].map(([kind, d]) => s('g', {class: `mark ${kind}`}, s('path', {d}))),
    axisTexts(step, height),
  );
  replace($('timeline'), h('h2', {class: 'small'}, say('timeline_title')), svg, small(say('timeline_hint'), heights.has('no_day') && ` ${say('timeline_last')}`));
}

function chosenDays(state, step, height) {
  if (!state.from && !state.to) return null;
  const first = DAYS.findIndex(one => one >= (state.from || WAR.from)),
    last = DAYS.findLastIndex(one => one <= (state.to || WAR.to));
  if (first < 0 || last < first) return null;
  return s('rect', {class: 'range', x: (first + 1) * step, y: 0, width: (last - first + 1) * step, height: height});
}

function axisTexts(step, height) {
  const texts = [
    ['before', 'start'],
    ['after', 'end'],
  ].map(([name, anchor]) => [COLUMNS.indexOf(name) + (anchor === 'end' ? 1 : 0), say(name), anchor]);
  const marked = DAYS.filter(one => one.endsWith('5'));
  const format = new Intl.DateTimeFormat(TEXTS.locale, {timeZone: 'UTC', day: 'numeric', month: 'short'});
  return [...texts, ...marked.map(one => [COLUMNS.indexOf(one), format.format(new Date(one)), 'middle'])].map(
    ([at, text, anchor]) =>
      s('text', {x: at * step + (anchor === 'middle' ? step / 2 : 1), y: height + 14, 'text-anchor': anchor}, text),
  );
}

function timelineText(strikes) {
  const counts = countsByColumn(strikes),
    inWar = [...counts].filter(([column]) => DAYS.includes(column));
  if (!strikes.length) return say('timeline_empty');
  const [busiest, most] = inWar.reduce((best, one) => (one[1] > best[1] ? one : best), ['', 0]);
  return say('timeline', {
    strikes: many(
      'strikes',
      inWar.reduce((sum, [, number]) => sum + number, 0),
    ),
    before: counts.get('before') ?? 0,
    after: counts.get('after') ?? 0,
    undated: counts.get('no_day') ?? 0,
    most,
    day: day(busiest),
  });
}

// A click filters by a day, or by what lies before or after; with Shift it extends what is chosen.
function clickDay(event, step) {
  const column = COLUMNS[Math.floor((event.clientX - event.currentTarget.getBoundingClientRect().left) / step)];
  if (!column || column === 'no_day') return;
  const near = (date, by) => new Date(Date.parse(date) + by * 86400000).toISOString().slice(0, 10);
  let from = column === 'before' ? '' : column === 'after' ? near(WAR.to, 1) : column;
  let to = column === 'before' ? near(WAR.from, -1) : column === 'after' ? '' : column;
  if (event.shiftKey && (STATE.from || STATE.to)) {
    from = STATE.from && from && STATE.from < from ? STATE.from : from;
    to = STATE.to && to && STATE.to > to ? STATE.to : to;
  }
  change(from === STATE.from && to === STATE.to ? {from: '', to: ''} : {from, to});
}
