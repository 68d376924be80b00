// Sums of claims: those of the table of tallies and no others, by outcome, territory and whose voices.
const TALLIES = table('tallies');
const tallyPlace = one => `${one.territory} ${one.in_war}`;
const hasFigure = one => one.low !== '' || one.high !== '';

function talliesPage() {
  const places = [...keyed(TALLIES.map(one => ({one, place: tallyPlace(one)})), 'place').values()]
    .map(({one}) => one)
    .sort((one, other) => isUnclear(one) - isUnclear(other) || tallyName(one).localeCompare(tallyName(other)));
  const outcomes = Object.keys(DATA.labels['claims.outcome']).filter(outcome =>
    TALLIES.some(one => one.outcome === outcome && hasFigure(one)),
  );
  return [
    TEXTS.tallies_texts.map(text => h('p', null, text)),
    h('h3', null, say('tallies_strikes')),
    bullets(places.filter(one => !isUnclear(one) || Number(one.strikes)).map(countedText)),
    outcomes.map(outcome => [
      h('h3', null, short('claims.outcome', outcome)),
      places.map(place => tallyOf(place, outcome)),
    ]),
  ];
}

// Territories stand in the order of the alphabet, and last what is over several, outside the war or not known.
function isUnclear({territory, in_war: inWar}) {
  return ['several', 'unknown'].includes(territory) * (inWar === 'true' ? 1 : 2);
}

function tallyName({territory, in_war: inWar}) {
  if (territory === 'unknown' && inWar !== 'true') return TEXTS.war[inWar || NONE];
  return TEXTS.tally_names[territory] ?? say('tally_held', {side: short('tallies.territory', territory)});
}

// How many strikes are coded of a territory, and in how many documents.
function countedText(place) {
  const read = BALANCE.find(row => row.grouping === 'territory' && row.value === place.territory);
  const documents = isUnclear(place) ? '' : ` (${many('documents', Number(read?.sources ?? 0))})`;
  return `${tallyName(place)}: ${many('strikes', Number(place.strikes))}${documents}`;
}

function tallyOf(place, outcome) {
  const its = TALLIES.filter(one => tallyPlace(one) === tallyPlace(place) && one.outcome === outcome);
  return h(
    'div',
    {class: 'tally'},
    h('h4', null, tallyName(place)),
    its.some(hasFigure)
      ? inColumns(ALL_AND_SIDES, view => tallyFigures(its.filter(one => one.view === view)))
      : h('p', {class: 'nothing'}, say('nothing_coded')),
  );
}

function tallyFigures(its) {
  if (!its.some(hasFigure)) return h('p', {class: 'nothing'}, say('nothing_coded'));
  const all = its.find(one => one.population === 'all' && hasFigure(one)) ?? its.find(hasFigure);
  const from = [
    ['tally_strikes', all.strikes_with_figure],
    ['tally_groups', all.groups_summed],
  ].filter(([, number]) => Number(number));
  return [
    its.map(one =>
      h(
        'p',
        null,
        `${short('tallies.population', one.population)}: `,
        h('strong', null, hasFigure(one) ? rangeOf(one) : say('tally_none')),
      ),
    ),
    from.length > 0 && small(from.map(([name, number]) => many(name, Number(number))).join(', ')),
    all.largest_group_total && small(say('tally_group', {n: Number(all.largest_group_total)})),
  ];
}
