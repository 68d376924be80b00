// The words of the page, from the texts of its language and the labels of the schemas.
const TEXTS = DATA.texts;
const PLURAL = new Intl.PluralRules(TEXTS.locale);
const DAY = new Intl.DateTimeFormat(TEXTS.locale, {timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric'});
const NUMBER = new Intl.NumberFormat(TEXTS.locale);

// A text by its name, with values in the place of {names}; one that counts has a form for each plural.
function say(name, values = {}) {
  const text =
    typeof TEXTS[name] === 'string' ? TEXTS[name] : (TEXTS[name][PLURAL.select(values.n)] ?? TEXTS[name].other);
  return fill(text, values);
}

function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (_, key) =>
    typeof values[key] === 'number' ? NUMBER.format(values[key]) : values[key],
  );
}

const many = (name, n) => say(name, {n});

// What a code means: the label of the schema.
function label(field, code) {
  return DATA.labels[field]?.[code] ?? code;
}

// The same in few words: those of the texts, or the label up to its first comma or colon.
function short(field, code) {
  if (code === '') return say('none');
  return TEXTS.short[`${field.split('.')[1]}.${code}`] ?? label(field, code).split(/[,:;] /)[0];
}

function day(date) {
  return date ? DAY.format(new Date(`${date}T00:00:00Z`)) : say('no_date');
}

// The days of a strike or report, and whether they are a span.
function days(row) {
  if (!row.date_start) return say('no_date');
  const from = day(row.date_start),
    to = day(row.date_end);
  if (row.date_start === row.date_end) return from;
  return fill(TEXTS.spans[row.date_precision] ?? TEXTS.period, {from, to});
}

function dated(strike) {
  return strike.date_is_tie === 'true' ? say('tied', {date: days(strike)}) : days(strike);
}

// A range is never shown as a point without a word: "1 or more" where it is open, "not numbered" where it is empty.
function range(low, high, isOpen) {
  const [from, to] = [low, high].map(text => (text === '' ? '' : Number(text)));
  if (from === '' && to === '') return say('not_numbered');
  if (from === '') return say('up_to', {high: to});
  if (to === '') return say('or_more', {low: from});
  if (isOpen === 'true') return from === to ? say('or_more', {low: to}) : say('range_or_more', {low: from, high: to});
  return from === to ? NUMBER.format(to) : say('range', {low: from, high: to});
}

function rangeOf(one) {
  return one ? range(one.low, one.high, one.high_open) : say('no_figure');
}

// A range with the number of voices behind it, so that one voice's figure does not look like everybody's.
function figure(one) {
  return one ? say('figure', {range: rangeOf(one), voices: many('voices', Number(one.voices))}) : say('no_figure');
}

// The names of a place on both sides, but for those that its name has already.
function otherNames(place) {
  if (!place) return '';
  const said = place.name.split(' / ');
  return [...new Set([place.name_az, place.name_hy, place.name_ru])]
    .filter(name => name && !said.includes(name))
    .join(' · ');
}

// How names are compared: without case, accents, hyphens and the letters that keyboards lack.
function folded(text) {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/ə/g, 'e')
    .replace(/ı/g, 'i')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

// Sides in the order of the alphabet; third parties and speakers of unknown side come last.
const VIEWS = ['azerbaijan', 'armenian'].sort((one, other) =>
  viewName(one).localeCompare(viewName(other), TEXTS.locale),
);
VIEWS.push('third_party', '');
const ALL_AND_SIDES = ['all', ...VIEWS.slice(0, 3)];

function viewName(view) {
  return view === '' ? say('unknown_side') : short('strike_estimates.view', view);
}

// Columns beside each other, one for each side, with its name and what is shown of it.
function inColumns(views, shown) {
  return h(
    'div',
    {class: `sides of-${views.length}`},
    views.map(view => h('div', {class: 'side'}, h('h5', null, viewName(view)), shown(view))),
  );
}

const LANGUAGES = new Intl.DisplayNames(TEXTS.locale, {type: 'language'});

// The name of a language by its code.
function language(code) {
  return code ? LANGUAGES.of(code) : '';
}

function list(names) {
  return [...new Set(names)].filter(Boolean).join(', ');
}
