// One claim in words, and claims side by side.
function countText(claim) {
  const [min, max] = [claim.count_min, claim.count_max].map(text => (text === '' ? '' : Number(text)));
  if (claim.qualifier === '') return '';
  if (claim.qualifier === 'unquantified' && claim.wording) return short('claims.wording', claim.wording);
  return fill(TEXTS.counts[claim.qualifier] ?? '{min}', {min, max});
}

// What is claimed, in the words of the codes.
function whatText(claim) {
  const scope = {subgroup: say('subgroup_claim'), unclear: say('unclear_claim')}[claim.scope];
  const word = (field, but) => (claim[field] && claim[field] !== but ? short(`claims.${field}`, claim[field]) : '');
  if (claim.resource === 'victim_counts')
    return [
      `${countText(claim)} ${word('outcome').toLowerCase()}`,
      word('population').toLowerCase(),
      word('demographic', 'all').toLowerCase(),
      word('occupation', 'any').toLowerCase(),
      scope,
    ];
  if (claim.resource === 'damage_counts')
    return [`${countText(claim)}: ${word('object').toLowerCase()}`, word('extent').toLowerCase(), scope];
  if (claim.topic === 'responsibility')
    return [`${word('stance')}: ${claim.party_name}`, word('party_role').toLowerCase()];
  return [`${word('stance')}: ${word('code').toLowerCase()}`, claim.party_name, countText(claim)];
}

function claimItem(claim, fits) {
  const source = SOURCES.get(claim.source_id),
    start = Number(claim.passage_start),
    words = Number(claim.passage_words);
  const marks = [
    claim.hedged === 'true' && say('hedged'),
    claim.counted_by_coder === 'true' && say('counted_by_coder'),
    (claim.fallen_to || claim.fallen_to_civilians) && say('fallen'),
  ].filter(Boolean);
  const published = claim.published_on
    ? say('published', {publisher: claim.publisher_name, date: day(claim.published_on)})
    : say('published_undated', {publisher: claim.publisher_name});
  return h(
    'li',
    {class: fits ? 'claim fits' : 'claim', id: claim.claim_id},
    h(
      'p',
      {class: 'what'},
      whatText(claim)
        .filter(text => text && text.trim())
        .join(' · '),
    ),
    fits && small(`✓ ${say('fits')}`),
    marks.length > 0 && small(marks.join('; ')),
    h(
      'p',
      null,
      [claim.speaker_name, claim.speaker_side && `(${short('claims.speaker_side', claim.speaker_side)})`]
        .filter(Boolean)
        .join(' '),
      ', ',
      [
        short('claims.speech', claim.speech),
        claim.via_name && say('via', {name: claim.via_name}),
        claim.said_on && say('said_on', {date: day(claim.said_on)}),
      ]
        .filter(Boolean)
        .join(', '),
    ),
    small(
      link(claim.url, claim.source_title),
      '. ',
      published,
      '; ',
      short('claims.read_in', claim.read_in),
      '; ',
      say('words', {n: words, from: start + 1, to: start + words}),
      source?.archived_url && ['; ', link(source.archived_url, say('archived'))],
    ),
  );
}

// Claims in columns, one for each side; an empty column says so. Who is of no known side has a column only if needed.
function sideBySide(claims, fits) {
  const views = VIEWS.filter(view => view !== '' || claims.some(claim => claim.view === ''));
  return inColumns(views, view => {
    const its = claims.filter(claim => claim.view === view);
    return its.length
      ? h(
          'ul',
          {class: 'claims'},
          its.map(claim => claimItem(claim, fits.has(claim))),
        )
      : h('p', {class: 'nothing'}, say('nothing_coded'));
  });
}
