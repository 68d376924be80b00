// Pages beside the cards: sums of claims, what changed, how the sources lean, how to read it; and what an address may be of.
function changeText({table: name, id, field, old, new: now, kind, reason, rows: number}) {
  if (Number(number) > 1) return fill(TEXTS.changed_rows[kind] ?? TEXTS.changed_rows.other, {table: name, n: Number(number)});
  const shown = text => (text === '' ? say('empty') : `“${text.length > 160 ? `${text.slice(0, 160)}…` : text}”`);
  const title = DATA.titles[`${name}.${field}`] ?? field;
  const text =
    kind === 'row_added' || kind === 'tombstone_added'
      ? say('change_added', {table: name, id})
      : kind === 'row_withdrawn'
        ? say('change_withdrawn', {table: name, id})
        : say('change', {table: name, id, field: title, old: shown(old), new: shown(now)});
  return [text, reason && ` (${reason})`];
}

const PAGE = {
  tallies: talliesPage,
  changes: () => [
    h('p', null, PACKAGE.version.includes('-dev') && say('unreleased')),
    CHANGES.length
      ? h(
          'ul',
          null,
          CHANGES.map(one =>
            h(
              'li',
              null,
              changeText(one),
              STRIKES.has(one.strike_id) && [' ', strikeLink(STRIKES.get(one.strike_id))],
            ),
          ),
        )
      : h('p', null, say('no_changes')),
  ],
  sources: () => [
    h('p', null, say('balance_note')),
    Object.keys(DATA.labels['balance.grouping']).map(balanceTable),
    h('h3', null, say('documents_title')),
    bullets([...SOURCES.values()].map(documentText)),
  ],
  about: () => TEXTS.about_texts.map(text => h('p', null, text)),
};
const PAGE_TITLE = {
  tallies: () => say('tallies'),
  changes: () => say('changes_title', {version: CHANGES[0]?.version ?? PACKAGE.version}),
  sources: () => say('balance_title'),
  about: () => say('about_title'),
};

function documentText(one) {
  const told = [
    language(one.language),
    one.published_on ? day(one.published_on) : say('no_date'),
    short('sources.text_access', one.text_access),
  ];
  return [
    link(one.url, one.title),
    ` (${told.join(', ')})`,
    one.archived_url && ['; ', link(one.archived_url, say('archived'))],
  ];
}

function balanceTable(grouping) {
  const columns = ['strikes', 'groups', 'claims', 'sources', 'voices', 'denials', 'admissions'];
  const field = {territory: 'strike_summary.territory', in_war: 'war'}[grouping] ?? 'strike_estimates.view';
  const name = value =>
    grouping === 'language'
      ? language(value)
      : grouping === 'in_war'
      ? TEXTS.war[{in_war: 'true', outside: 'false'}[value] ?? NONE]
      : value === 'unknown' || value === 'several'
        ? TEXTS.balance_values[value]
        : short(field, value);
  return h(
    'div',
    {class: 'wide', tabindex: '0', role: 'group', 'aria-label': label('balance.grouping', grouping)},
    h(
      'table',
      null,
      h('caption', null, label('balance.grouping', grouping)),
      h(
        'thead',
        null,
        h(
          'tr',
          null,
          h('td', null),
          columns.map(one => h('th', {scope: 'col'}, DATA.titles[`balance.${one}`])),
        ),
      ),
      h(
        'tbody',
        null,
        BALANCE.filter(row => row.grouping === grouping).map(row =>
          h(
            'tr',
            null,
            h('th', {scope: 'row'}, name(row.value)),
            columns.map(one => h('td', null, row[one])),
          ),
        ),
      ),
    ),
  );
}

function pageHead(title) {
  return h(
    'header',
    null,
    h('p', {class: 'moves'}, h('button', {type: 'button', onclick: closeCard}, `← ${say('back')}`)),
    h('h2', {id: 'card-title', tabindex: '-1'}, title),
  );
}

function drawPage(name) {
  return [pageHead(PAGE_TITLE[name]()), h('section', {class: 'page'}, PAGE[name]())];
}

// An id that is not here: withdrawn, and what replaced it, or never of this release.
function drawMissing(id) {
  const gone = WITHDRAWN.filter(one => one.id === id);
  const said = gone.length
    ? gone.map(one =>
        say(one.version ? 'withdrawn_id' : 'withdrawn_unreleased', {id, version: one.version, reason: one.reason}),
      )
    : [say('unknown_id', {id})];
  const now = gone.map(one => STRIKES.get(one.replaced_by)).filter(Boolean);
  return [
    pageHead(id),
    said.map(text => h('p', {class: 'note'}, text)),
    now.length > 0 && [h('p', null, say('replaced_by')), bullets(now.map(one => strikeLink(one)))],
  ];
}
