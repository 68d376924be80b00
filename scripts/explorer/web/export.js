// The selection as CSV: exactly what is shown, in the release's form, with version, licence, citation and filters.
const QUOTED = new RegExp(DATA.quoted);

function csvCell(text) {
  return QUOTED.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function csvOf(name, rows, state) {
  const columns = DATA.exported[name];
  const added = {
    release: PACKAGE.version,
    licence: PACKAGE.licence,
    citation: PACKAGE.citation,
    selection: isFiltered(state) ? address({...state, open: ''}) : '',
  };
  const end = Object.values(added).map(csvCell).join(',');
  const lines = rows.map(row => `${columns.map(column => csvCell(row[column])).join(',')},${end}`);
  return `${[[...columns, ...Object.keys(added)].join(','), ...lines].join('\n')}\n`;
}

function selectedClaims({shown, fitting}) {
  const claims = shown.flatMap(strike => fitting.get(strike.strike_id));
  return claims.sort((one, other) => (one.claim_id < other.claim_id ? -1 : 1));
}

function selectedStrikes({shown}) {
  return [...shown].sort((one, other) => (one.strike_id < other.strike_id ? -1 : 1));
}

function download(name, rows, state) {
  const file = `${PACKAGE.name}-${PACKAGE.version}-${name}${isFiltered(state) ? '-selection' : ''}.csv`;
  const url = URL.createObjectURL(new Blob([csvOf(name, rows, state)], {type: 'text/csv;charset=utf-8'}));
  h('a', {href: url, download: file}).click();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
}

function drawTools(state, shown, fitting) {
  const selection = {shown, fitting},
    claims = shown.reduce((sum, strike) => sum + fitting.get(strike.strike_id).length, 0);
  replace(
    $('tools'),
    h(
      'button',
      {type: 'button', onclick: () => download('claims', selectedClaims(selection), state)},
      many('download_claims', claims),
    ),
    ' ',
    h(
      'button',
      {type: 'button', onclick: () => download('strike_summary', selectedStrikes(selection), state)},
      many('download_strikes', shown.length),
    ),
    ' ',
    h('button', {type: 'button', onclick: () => window.print()}, say('print')),
    small(say('download_note')),
  );
}
