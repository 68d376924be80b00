// The map: one mark for each place, drawn in CSS pixels, so that marks and texts keep their size at any zoom.
const DEGREE = Math.cos((40 * Math.PI) / 180); // the width of a degree of longitude, in degrees of latitude
const SHAPES = {azerbaijan: 'circle', nagorno_karabakh: 'diamond', armenia: 'triangle', '': 'square'};
const CROWD = 60; // marks
const EDGE = 48; // pixels between the outermost mark or name and the edge
const MAP = {marks: new Map(), zoom: 1, centre: null, fit: null};

const STRUCK = new Set([...STRIKES.values()].filter(one => one.level === 'strike').map(one => one.place_id));
const MAPPED = [...PLACES.values()].filter(place => place.latitude !== '' && STRUCK.has(place.place_id));
const ON_MAP = new Set(MAPPED.map(place => place.place_id));

// All shapes of one size have the same area, so that none looks larger for the same number.
function shape(kind, x, y, r) {
  if (kind === 'circle') return `M${x - r},${y}a${r},${r} 0 1 0 ${2 * r},0a${r},${r} 0 1 0 ${-2 * r},0z`;
  if (kind === 'diamond')
    return `M${x},${y - r * 1.25}l${r * 1.25},${r * 1.25}l${-r * 1.25},${r * 1.25}l${-r * 1.25},${-r * 1.25}z`;
  if (kind === 'triangle') return `M${x},${y - r * 1.35}l${r * 1.35},${r * 2.33}h${-r * 2.7}z`;
  return `M${x - r * 0.89},${y - r * 0.89}h${1.78 * r}v${1.78 * r}h${-1.78 * r}z`;
}

// Coordinates of the base map are thousandths of a degree, each the difference from the one before.
function baseLine(coded, isRing) {
  let x = 0,
    y = 0,
    path = '';
  for (let at = 0; at < coded.length; at += 2) {
    x += coded[at];
    y += coded[at + 1];
    path += `${at ? 'L' : 'M'}${((x / 1000) * DEGREE).toFixed(4)},${(-y / 1000).toFixed(4)}`;
  }
  return path + (isRing ? 'z' : '');
}

function drawMapFrame() {
  const base = DATA.base_map,
    [west, south, east, north] = base.box.map(number => number / 1000);
  MAP.base = s(
    'g',
    {class: 'base'},
    s('rect', {class: 'sea', x: west * DEGREE, y: -north, width: (east - west) * DEGREE, height: north - south}),
    s('path', {class: 'land', d: base.land.map(({ring}) => baseLine(ring, true)).join('')}),
    s('path', {class: 'border', d: base.borders.map(line => baseLine(line, false)).join('')}),
  );
  MAP.names = s('g', {class: 'countries', 'aria-hidden': 'true'});
  MAP.layer = s('g', null);
  MAP.labels = s('g', {class: 'labels', 'aria-hidden': 'true'});
  MAP.svg = s('svg', {role: 'group', 'aria-label': TEXTS.page.map}, MAP.base, MAP.names, MAP.layer, MAP.labels);
  const button = (name, sign, act) =>
    h(
      'button',
      {
        type: 'button',
        title: say(name),
        'aria-label': say(name),
        onclick: () => {
          act();
          placeMap();
        },
      },
      sign,
    );
  const step = 80;
  replace($('map'), MAP.svg);
  replace(
    $('controls'),
    button('zoom_in', '+', () => {
      zoomBy(1.6);
      keepMarks();
    }),
    button('zoom_out', '−', () => zoomBy(1 / 1.6)),
    button('pan_left', '←', () => panBy(step, 0)),
    button('pan_right', '→', () => panBy(-step, 0)),
    button('pan_up', '↑', () => panBy(0, step)),
    button('pan_down', '↓', () => panBy(0, -step)),
    button('fit', '⤢', fitMap),
  );
  new ResizeObserver(placeMap).observe($('map'));
  MAP.svg.addEventListener('wheel', zoomByWheel, {passive: false});
  MAP.svg.addEventListener('pointerdown', dragMap);
}

// The mark of a place is made once and kept.
function markOf(place) {
  if (!MAP.marks.has(place.place_id)) {
    const area = s('circle', {class: 'area'}),
      drawn = s('path', null),
      number = s('text', {class: 'number'});
    const mark = s(
      'a',
      {
        onclick: event => {
          event.preventDefault();
          choose('place', place.place_id);
        },
      },
      area,
      drawn,
      number,
    );
    MAP.marks.set(place.place_id, {place, mark, area, drawn, number});
  }
  return MAP.marks.get(place.place_id);
}

function drawMap(state, {shown}) {
  if (!MAP.svg) drawMapFrame();
  const counts = new Map();
  for (const strike of shown) if (strike.level === 'strike') add(counts, strike.place_id);
  const lit = litPlaces(state.open);
  MAP.shown = MAPPED.filter(place => counts.has(place.place_id) || lit.has(place.place_id))
    .map(place => ({...markOf(place), count: counts.get(place.place_id) ?? 0}))
    .sort((one, other) => other.count - one.count || (one.place.place_id < other.place.place_id ? -1 : 1));
  for (const {place, mark, number, drawn, count} of MAP.shown) {
    const now = [count, lit.size, lit.has(place.place_id), state.place.has(place.place_id)].join();
    if (mark.dataset.now === now) continue;
    mark.dataset.now = now;
    const isDistrict = place.coordinate_precision === 'district',
      held = place.held_by;
    const named = say('name_pair', {name: place.name, others: otherNames(place)}).replace(/ · $/, '');
    const counted = {name: named, strikes: many('strikes', count)};
    mark.setAttribute('href', address({...emptyState(), place: new Set([place.place_id])}));
    mark.setAttribute('aria-label', isDistrict ? say('district_mark', counted) : say('place_mark', counted));
    mark.setAttribute(
      'class',
      [
        `mark ${held || 'unknown'}`,
        isDistrict && 'district',
        lit.has(place.place_id) && 'lit',
        lit.size && !lit.has(place.place_id) && 'dim',
        state.place.has(place.place_id) && 'chosen',
      ]
        .filter(Boolean)
        .join(' '),
    );
    number.textContent = count > 1 ? count : '';
    drawn.dataset.shape = SHAPES[held] ?? SHAPES[''];
  }
  replace(
    MAP.layer,
    MAP.shown.map(one => one.mark),
  );
  drawBelow(shown);
  placeMap();
}

// The places of the strike on the card; of a group, those of its parts.
function litPlaces(id) {
  const strike = STRIKES.get(id);
  if (!strike) return new Set();
  return new Set([strike, ...partsOf(id)].filter(one => one.level === 'strike').map(one => one.place_id));
}

// The size of a mark for so many strikes; where there are many marks, they are smaller.
function radius(count) {
  const least = MAP.shown.length > CROWD ? 5 : 7;
  return count > 1 ? Math.min(least + 0.31 * least * Math.sqrt(count), 20) : least;
}

// Puts everything where it belongs in the present view.
function placeMap() {
  const {clientWidth: width, clientHeight: height} = $('map');
  if (!width || !height) return;
  if (!MAP.centre || MAP.width !== width || MAP.height !== height) {
    const {centre, zoom} = MAP;
    fitMap();
    if (centre && zoom !== 1) Object.assign(MAP, {centre, zoom});
    Object.assign(MAP, {width, height});
  }
  const scale = MAP.fit * MAP.zoom,
    {x, y} = MAP.centre;
  const at = (one, other) => [(one - x) * scale + width / 2, (other - y) * scale + height / 2];
  MAP.svg.setAttribute('viewBox', `0 0 ${width} ${height}`);
  MAP.base.setAttribute('transform', `translate(${width / 2 - x * scale},${height / 2 - y * scale}) scale(${scale})`);
  const boxes = taken();
  for (const one of MAP.shown) {
    const [left, top] = at(across(one.place), down(one.place)).map(number => Math.round(number * 10) / 10),
      r = radius(one.count);
    Object.assign(one, {left, top, r});
    if (left > -r && top > -r && left < width + r && top < height + r)
      boxes.add([left - r, top - r, left + r, top + r]);
    if (one.drawn.dataset.at === `${left} ${top} ${r}`) continue;
    one.drawn.dataset.at = `${left} ${top} ${r}`;
    one.drawn.setAttribute('d', shape(one.drawn.dataset.shape, left, top, r));
    Object.entries({cx: left, cy: top, r: Math.max(r, 12.5)}).forEach(([name, value]) =>
      one.area.setAttribute(name, value),
    );
    const low = top + (one.drawn.dataset.shape === 'triangle' ? 5 : 4);
    Object.entries({x: left, y: low}).forEach(([name, value]) => one.number.setAttribute(name, value));
  }
  hideNumbers();
  placeCountries(boxes, at, width, height);
  placeLabels(boxes, width, height);
}

// A number is hidden where a mark that is drawn later covers it.
function hideNumbers() {
  const over = taken();
  for (const {left, top, r, number, count} of [...MAP.shown].reverse()) {
    const isCovered = count > 1 && over.meets([left - 5, top - 5, left + 5, top + 5]);
    number.setAttribute('visibility', isCovered ? 'hidden' : 'visible');
    over.add([left - r, top - r, left + r, top + r]);
  }
}

// The legend, the note on borders, and what is not on the map.
function drawBelow(shown) {
  const kinds = choices('held')
    .map(one => one.code)
    .filter(code => code !== NONE);
  const sample = (kind, extra) =>
    s(
      'svg',
      {class: 'sample', viewBox: '0 0 20 20', 'aria-hidden': 'true'},
      s('g', {class: `mark ${kind} ${extra}`}, s('path', {d: shape(SHAPES[kind] ?? 'circle', 10, 10, 6)})),
    );
  const off = shown.filter(strike => strike.level === 'strike' && !ON_MAP.has(strike.place_id));
  replace(
    $('below'),
    h(
      'p',
      {class: 'legend'},
      say('legend'),
      ' ',
      kinds.map(kind => h('span', null, sample(kind, ''), short('places.held_by', kind))),
      h('span', null, sample('unknown', 'district'), say('legend_district')),
    ),
    small(say('map_note')),
    off.length > 0 &&
      h(
        'details',
        {class: 'small'},
        h('summary', null, many('off_map', off.length)),
        bullets(off.map(strike => strikeLink(strike))),
      ),
  );
}
