// The card of a strike: everything that is coded of it.
function drawCard(strike, fitting) {
  const id = strike.strike_id,
    claims = claimsOf(id);
  const fits = new Set(asksForClaims(STATE) ? (fitting.get(id) ?? []) : []);
  return [
    cardHead(strike),
    h('section', null, whereAndWhen(strike)),
    h('section', null, h('h3', null, say('figures')), figures(id)),
    h('section', null, h('h3', null, say('responsibility')), responsibility(strike, claims, fits)),
    h('section', null, h('h3', null, say('all_claims')), small(say('side_order')), claimsByTopic(claims, fits)),
    links(strike),
    h('section', null, changesOfCard(id)),
    h(
      'section',
      {class: 'cite'},
      h('h3', null, say('cite')),
      h('p', null, say('citation', {citation: PACKAGE.citation, name: strike.name, id})),
      h('p', null, h('a', {href: `#${id}`}, say('copy_link')), reportLink(strike) && [' · ', reportLink(strike)]),
    ),
  ];
}

function cardHead(strike) {
  const order = SELECTED.shown.map(one => one.strike_id),
    at = order.indexOf(strike.strike_id);
  const go = (name, to) => to && h('button', {type: 'button', onclick: () => change({open: to})}, say(name));
  return h(
    'header',
    null,
    h(
      'p',
      {class: 'moves'},
      h('button', {type: 'button', onclick: closeCard}, `← ${say('back')}`),
      at >= 0 && [go('previous', order[at - 1]), go('next', order[at + 1])],
    ),
    h('h2', {id: 'card-title', tabindex: '-1'}, strike.name),
    small(
      [
        short('strike_summary.level', strike.level),
        strike.strike_id,
        many('claims', claimsOf(strike.strike_id).length),
        many('documents', Number(strike.documents)),
      ].join(' · '),
    ),
  );
}

function facts(pairs) {
  return h(
    'dl',
    {class: 'facts'},
    pairs.filter(Boolean).map(([name, ...said]) => h('div', null, h('dt', null, name), h('dd', null, said))),
  );
}

function whereAndWhen(strike) {
  const place = PLACES.get(strike.place_id),
    reported = datesOf(strike.strike_id),
    note = NOTES.get(strike.strike_id)?.notes;
  const names =
    place &&
    Object.entries(TEXTS.language_names).map(([field, language]) =>
      h('span', {class: 'name'}, `${language}: ${place[field] || say('no_name')}`),
    );
  const of = aspect => reportedOf(reported.filter(one => one.aspect === aspect));
  return facts([
    place ? [say('names'), names] : [TEXTS.facets.place, say('no_place')],
    !place && strike.territory && [say('held_by'), short('strike_summary.territory', strike.territory)],
    place && [
      say('held_by'),
      short('places.held_by', place.held_by),
      small(say('held_source', {source: place.held_by_source || say('none')})),
    ],
    place && [say('country'), short('places.country', place.country)],
    place?.coordinate_precision && [
      say('precision'),
      label('places.coordinate_precision', place.coordinate_precision),
    ],
    reported.some(one => one.aspect === 'date') && [say('dates_reported'), of('date')],
    reported.some(one => one.aspect === 'place') && [say('places_reported'), of('place')],
    note && [say('notes'), note],
  ]);
}

// The days or places that were reported, each with its voices; of several, the one with most is marked.
function reportedOf(rows) {
  return bullets(
    rows.map(one => {
      const what = one.aspect === 'date' ? days(one) : (PLACES.get(one.place_id)?.name ?? say('no_place'));
      const best = say(one.is_tie === 'true' ? 'best_mark_tied' : 'best_mark');
      const said = [
        many('voices', Number(one.voices)),
        many('reports', Number(one.reports)),
        rows.length > 1 && one.position === '1' && best,
      ];
      return `${what} (${said.filter(Boolean).join(', ')})`;
    }),
  );
}

function claimsByTopic(claims, fits) {
  const topics = grouped(
    claims.filter(claim => claim.topic !== 'responsibility').map(claim => ({what: claimCodes.what(claim)[0], claim})),
    'what',
  );
  return choices('what').map(
    ({code, name}) =>
      topics(code).length > 0 &&
      h(
        'div',
        null,
        h('h4', null, name),
        sideBySide(
          topics(code).map(one => one.claim),
          fits,
        ),
      ),
  );
}

function links(strike) {
  const id = strike.strike_id,
    lists = [
      ['parts', partsOf(id)],
      ['part_of', groupsOf(id)],
      ['may_be_same', sameAs(id)],
    ].filter(([, its]) => its.length);
  return h(
    'section',
    null,
    lists.length
      ? lists.map(([name, its]) => [h('h3', null, say(name)), bullets(its.sort(compare).map(one => strikeLink(one)))])
      : small(say('no_links')),
  );
}

function changesOfCard(id) {
  if (!CHANGES.length) return small(say('no_changes'));
  const version = CHANGES[0].version,
    its = changesOf(id);
  if (!its.length) return small(say('not_changed', {version}));
  return [h('h3', null, say('changed', {version})), bullets(its.map(one => changeText(one)))];
}

// The issue form, filled in; nothing where the package names no repository.
function reportLink(strike) {
  if (!PACKAGE.repository) return null;
  const lines = [
    strike && `${strike.strike_id}: ${strike.name}`,
    `${PACKAGE.name} ${PACKAGE.version}`,
    location.hash,
  ];
  const query = new URLSearchParams({
    title: strike ? `${strike.strike_id}: ` : '',
    body: lines.filter(Boolean).join('\n'),
  });
  return link(`${PACKAGE.repository.replace(/\/$/, '')}/issues/new?${query}`, say('report'));
}
