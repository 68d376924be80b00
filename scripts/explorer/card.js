// The card of a strike: everything that is coded of it.
function drawCard(strike, fitting) {
  const id = strike.strike_id, claims = claimsOf(id);
  const fits = new Set(asksForClaims(STATE) ? fitting.get(id) ?? [] : []);
  return [
    cardHead(strike),
    h('section', null, whereAndWhen(strike)),
    h('section', null, h('h3', null, say('figures')), figures(id)),
    h('section', null, h('h3', null, say('responsibility')), responsibility(strike, claims, fits)),
    h('section', null, h('h3', null, say('all_claims')), h('p', {class: 'small'}, say('side_order')), claimsByTopic(claims, fits)),
    links(strike),
    h('section', null, changesOfCard(id)),
    h('section', {class: 'cite'}, h('h3', null, say('cite')),
      h('p', null, say('citation', {citation: PACKAGE.citation, name: strike.name, id})),
      h('p', null, h('a', {href: `#${id}`}, say('copy_link')), reportLink(strike) && [' · ', reportLink(strike)])),
  ];
}

function cardHead(strike) {
  const order = SELECTED.shown.map(one => one.strike_id), at = order.indexOf(strike.strike_id);
  const go = (name, to) => to && h('button', {type: 'button', onclick: () => change({open: to})}, say(name));
  return h('header', null,
    h('p', {class: 'moves'}, h('button', {type: 'button', onclick: closeCard}, `← ${say('back')}`),
      at >= 0 && [go('previous', order[at - 1]), go('next', order[at + 1])]),
    h('h2', {id: 'card-title', tabindex: '-1'}, strike.name),
    h('p', {class: 'small'}, [short('strike_summary.level', strike.level), strike.strike_id, many('claims', claimsOf(strike.strike_id).length),
      many('documents', Number(strike.documents))].join(' · ')));
}

function facts(pairs) {
  return h('dl', {class: 'facts'}, pairs.filter(Boolean).map(([name, ...said]) => h('div', null, h('dt', null, name), h('dd', null, said))));
}

function whereAndWhen(strike) {
  const place = PLACES.get(strike.place_id), reported = datesOf(strike.strike_id), note = NOTES.get(strike.strike_id)?.notes;
  const names = place && Object.entries(TEXTS.language_names).map(([field, language]) => h('span', {class: 'name'}, `${language}: ${place[field] || say('no_name')}`));
  const report = one => h('li', null, one.aspect === 'date' ? days(one) : PLACES.get(one.place_id)?.name ?? say('no_place'),
    ` (${[many('voices', Number(one.voices)), many('reports', Number(one.reports)), one.position === '1' && reported.filter(other => other.aspect === one.aspect).length > 1 && (one.is_tie === 'true' ? say('tied', {date: say('best_mark')}) : say('best_mark'))].filter(Boolean).join(', ')})`);
  const of = aspect => h('ul', null, reported.filter(one => one.aspect === aspect).map(report));
  return facts([
    place ? [say('names'), names] : [TEXTS.facets.place, say('no_place')],
    !place && strike.territory && [say('held_by'), short('strike_summary.territory', strike.territory)],
    place && [say('held_by'), short('places.held_by', place.held_by), h('p', {class: 'small'}, say('held_source', {source: place.held_by_source || say('none')}))],
    place && [say('country'), short('places.country', place.country)],
    place?.coordinate_precision && [say('precision'), label('places.coordinate_precision', place.coordinate_precision)],
    reported.some(one => one.aspect === 'date') && [say('dates_reported'), of('date')],
    reported.some(one => one.aspect === 'place') && [say('places_reported'), of('place')],
    note && [say('notes'), note],
  ]);
}

// Ranges by outcome and population, for all voices and each side's.
function figures(id) {
  const outcomes = Object.keys(DATA.labels['claims.outcome']).filter(outcome => estimatesOf(id).some(one => one.outcome === outcome));
  if (!outcomes.length) return h('p', {class: 'nothing'}, say('no_figures'));
  return [h('p', {class: 'small'}, say('figures_note')), outcomes.map(outcome => {
    const top = Math.max(1, ...estimatesOf(id).filter(one => one.outcome === outcome).map(one => Number(one.high || one.low)));
    return h('div', null, h('h4', null, short('claims.outcome', outcome)),
      h('div', {class: 'sides of-4'}, ['all', ...VIEWS.slice(0, 3)].map(view => h('div', {class: 'side'}, h('h5', null, viewName(view)),
        ['all', 'civilians'].map(population => figureOf(estimate(id, outcome, population, view), population, top))))));
  })];
}

function figureOf(one, population, top) {
  if (!one) return population === 'all' && h('p', {class: 'nothing'}, say('nothing_coded'));
  return h('div', {class: 'figure'},
    h('p', null, `${short('strike_estimates.population', population)}: `, h('strong', null, rangeOf(one)), Number(one.voices) > 0 && ` (${many('voices', Number(one.voices))})`),
    bar(one, top),
    one.basis === 'subgroup' && h('p', {class: 'small'}, say('subgroup')),
    one.best !== '' && one.low !== one.high && h('p', {class: 'small'}, say(one.best_is_tie === 'true' ? 'best_tie' : 'best', {best: one.best})),
    one.parts && Number(one.parts) > 0 && one.parts_low !== '' && h('p', {class: 'small'}, say('parts_sum', {range: range(one.parts_low, one.parts_high, '')})));
}

// A range as a bar, the same for every side; an open end has an arrow.
function bar({low, high, best, high_open: isOpen}, top) {
  if (low === '') return null;
  const at = number => 2 + 92 * Number(number) / top, from = at(low), to = Math.max(at(high || low), from + 3);
  return s('svg', {class: 'bar', viewBox: '0 0 100 10', preserveAspectRatio: 'none', 'aria-hidden': 'true'},
    s('path', {class: 'ground', d: 'M2,5h94'}), s('path', {class: 'span', d: `M${from},2h${to - from}v6h${from - to}z`}),
    (high === '' || isOpen === 'true') && s('path', {class: 'span', d: `M${to},1l4,4l-4,4z`}),
    best !== '' && low !== high && s('path', {class: 'best', d: `M${at(best)},0v10`}));
}

// Who is accused: accusation, denial and admission side by side, for each accused side.
function responsibility(strike, claims, fits) {
  const said = claims.filter(claim => claim.topic === 'responsibility');
  const ofGroups = groupsOf(strike.strike_id).flatMap(group => claimsOf(group.strike_id)).filter(claim =>
    claim.topic === 'responsibility' && ['denies', 'admits', 'confirms'].includes(claim.stance));
  const parties = VIEWS.flatMap(view => ['fired', 'supported'].map(role => [view, role, said.filter(claim =>
    viewOf(PARTIES.get(claim.party_id)?.side ?? '') === view && claim.party_role === role)])).filter(([, , its]) => its.length);
  return [
    !parties.length && h('p', {class: 'nothing'}, say('no_responsibility')),
    parties.map(([view, role, its]) => accusedOf(strike, view, role, its, fits)),
    ofGroups.length > 0 && h('div', {class: 'of-groups'}, h('h4', null, say('of_groups')),
      h('ul', null, [...new Set(ofGroups.map(claim => claim.strike_id))].map(id => h('li', null, strikeLink(STRIKES.get(id))))),
      sideBySide(byStance(ofGroups), new Set())),
  ];
}

function accusedOf(strike, view, role, claims, fits) {
  const grade = role === 'fired' && gradesOf(strike.strike_id).find(one => one.accused === view);
  const lacking = [['accusations', ['accuses', 'asserts', 'confirms']], ['denials', ['denies']], ['admissions', ['admits']]]
    .filter(([, stances]) => !claims.some(claim => stances.includes(claim.stance)));
  return h('div', {class: 'accused'},
    h('h4', null, say(role, {accused: view === '' ? say('party_unknown') : viewName(view)})),
    grade && h('p', null, `${label('strike_grades.grade', grade.grade)}. `, grade.contested === 'true' && say('contested')),
    lacking.length > 0 && h('p', null, lacking.map(([kind]) => say(`no_${kind}`)).join(' ')),
    sideBySide(byStance(claims), fits));
}

// Denials and admissions first, so that they stand beside the first accusations.
function byStance(claims) {
  const order = claim => ['denies', 'admits'].indexOf(claim.stance) + 1 || 9;
  return [...claims].sort((one, other) => order(one) - order(other));
}

function claimsByTopic(claims, fits) {
  const topics = grouped(claims.filter(claim => claim.topic !== 'responsibility').map(claim => ({what: claimCodes.what(claim)[0], claim})), 'what');
  return choices('what').map(({code, name}) => topics(code).length > 0 && h('div', null, h('h4', null, name), sideBySide(topics(code).map(one => one.claim), fits)));
}

function links(strike) {
  const id = strike.strike_id, lists = [['parts', partsOf(id)], ['part_of', groupsOf(id)], ['may_be_same', sameAs(id)]].filter(([, its]) => its.length);
  return h('section', null, lists.length ? lists.map(([name, its]) => [h('h3', null, say(name)), h('ul', null, its.sort(compare).map(one => h('li', null, strikeLink(one))))])
    : h('p', {class: 'small'}, say('no_links')));
}

function changesOfCard(id) {
  if (!CHANGES.length) return h('p', {class: 'small'}, say('no_changes'));
  const version = CHANGES[0].version, its = changesOf(id);
  if (!its.length) return h('p', {class: 'small'}, say('not_changed', {version}));
  return [h('h3', null, say('changed', {version})), h('ul', null, its.map(one => h('li', null, changeText(one))))];
}

// The issue form, filled in; nothing where the package names no repository.
function reportLink(strike) {
  if (!PACKAGE.repository) return null;
  const lines = [strike && `${strike.strike_id}: ${strike.name}`, `${PACKAGE.name} ${PACKAGE.version}`, location.hash];
  const query = new URLSearchParams({title: strike ? `${strike.strike_id}: ` : '', body: lines.filter(Boolean).join('\n')});
  return link(`${PACKAGE.repository.replace(/\/$/, '')}/issues/new?${query}`, say('report'));
}
