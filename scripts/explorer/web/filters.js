// The filters: native inputs, each choice with the number of strikes that it would leave.
const FIELD_OF = {
  held: 'strike_summary.territory',
  side: 'claims.speaker_side',
  grade: 'strike_grades.grade',
  weapon: 'claims.code',
  accused: 'strike_estimates.view',
};
const CHOICES = new Map(); // the inputs and counts of every choice, by facet and code

function choiceName(facet, code) {
  if (facet === 'place') return code === NONE ? say('no_place') : PLACES.get(code).name;
  if (facet === 'war') return TEXTS.war[code];
  if (facet === 'grade' && code === NONE) return say('nobody');
  if (code === NONE) return say(facet === 'held' ? 'several' : 'none');
  if (facet === 'said') return code in TEXTS ? say(code) : short('claims.stance', code);
  if (facet !== 'what') return short(FIELD_OF[facet], code);
  return short(
    `claims.${['outcome', 'resource', 'topic'].find(field => code in DATA.labels[`claims.${field}`])}`,
    code,
  );
}

// Choices stand in the order of the schema's codes; sides and places by their names, and last what is not known.
function choices(facet) {
  const order = code =>
    facet === 'held' || facet === 'side' || facet === 'accused'
      ? Number(code === 'third_party')
      : Object.keys({...DATA.labels[FIELD_OF[facet]], ...whatCodes(facet)}).indexOf(code);
  const known = [...KNOWN[facet]].map(code => ({code, name: choiceName(facet, code), at: order(code)}));
  const last = one => (one.code === NONE ? 1 : 0);
  return known.sort(
    (one, other) => last(one) - last(other) || one.at - other.at || one.name.localeCompare(other.name, TEXTS.locale),
  );
}

function whatCodes(facet) {
  if (facet === 'said') return DATA.labels['claims.stance'];
  return facet === 'what'
    ? {...DATA.labels['claims.outcome'], damage_counts: '', ...DATA.labels['claims.topic']}
    : {};
}

function drawForm() {
  const input = (name, type) =>
    h(
      'label',
      {class: 'field'},
      say(name === 'q' ? 'search' : name),
      h('input', {
        id: `filter-${name}`,
        type,
        autocomplete: 'off',
        'aria-describedby': name === 'q' ? 'search-hint' : null,
      }),
    );
  replace(
    $('form'),
    h(
      'div',
      {class: 'search'},
      input('q', 'search'),
      h('p', {id: 'search-hint', class: 'small'}, say('search_hint')),
    ),
    h('div', {class: 'pair'}, input('from', 'date'), input('to', 'date')),
    FACETS.map(drawFacet),
    small(say('one_claim')),
    h('p', null, h('button', {type: 'button', class: 'narrow', onclick: showList}, say('apply'))),
  );
}

function drawFacet(facet) {
  const drawn = choices(facet).map(({code, name}) => {
    const box = h('input', {type: 'checkbox', onchange: () => choose(facet, code)}),
      count = h('span', {class: 'count'});
    const row = h('label', {class: 'choice'}, box, h('span', null, name), count);
    CHOICES.set(`${facet} ${code}`, {box, count, row});
    return row;
  });
  return h(
    'details',
    {class: 'facet', id: `facet-${facet}`, open: facet === 'held' || facet === 'side'},
    h('summary', null, TEXTS.facets[facet]),
    h('fieldset', null, h('legend', {class: 'hidden'}, TEXTS.facets[facet]), h('div', {class: 'choices'}, drawn)),
  );
}

function drawFilters(state, {counts}) {
  for (const facet of FACETS)
    for (const code of KNOWN[facet]) {
      const {box, count, row} = CHOICES.get(`${facet} ${code}`),
        number = counts[facet].get(code) ?? 0;
      box.checked = state[facet].has(code);
      if (count.textContent === NUMBER.format(number)) continue;
      count.textContent = NUMBER.format(number);
      row.classList.toggle('empty', number === 0);
    }
  for (const facet of FACETS) if (state[facet].size) $(`facet-${facet}`).open = true;
  for (const name of ['q', 'from', 'to'])
    if ($(`filter-${name}`).value !== state[name]) $(`filter-${name}`).value = state[name];
}

// The filters in words, for whoever prints or cites what is shown.
function inWords(state) {
  const said = [];
  if (state.q) said.push(`“${state.q}”`);
  if (state.from) said.push(`${say('from')} ${day(state.from)}`);
  if (state.to) said.push(`${say('to')} ${day(state.to)}`);
  for (const facet of FACETS)
    if (state[facet].size)
      said.push(`${TEXTS.facets[facet]}: ${[...state[facet]].map(code => choiceName(facet, code)).join(' / ')}`);
  return said.join('; ');
}
