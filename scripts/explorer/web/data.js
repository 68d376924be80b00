// The tables of the release. A row is read through getters, so that no cell is held twice.
const DATA = JSON.parse($('data').textContent);
const PACKAGE = DATA.package;
const WAR = {from: '2020-09-27', to: '2020-11-10'}; // the days of which in_war is true
const AT = Symbol('row');

function table(name) {
  const {rows, columns} = DATA.tables[name];
  class Row {}
  for (const [column, packed] of Object.entries(columns)) {
    const cell = reader(packed, columns, rows);
    Object.defineProperty(Row.prototype, column, {
      get() {
        return cell(this[AT]);
      },
    });
  }
  return Array.from({length: rows}, (_, at) => Object.assign(new Row(), {[AT]: at}));
}

// A column is its values; or the distinct ones with indices, with runs of equal indices, or with indices by the
// distinct values of another column; or a field of another table.
function reader({v, i, r, of, table: other, key, field}, columns, rows) {
  if (other) {
    const keyOf = reader(columns[key], columns, rows);
    return at => ELSEWHERE[other].get(keyOf(at))[field];
  }
  if (!i && !r) return at => v[at];
  const indices = of ? indicesOf(columns[of], rows) : indicesOf({v, i, r}, rows);
  return of ? at => v[i[indices ? indices[at] : at]] : at => v[indices[at]];
}

function indicesOf(packed, rows) {
  if (packed.i || !packed.r) return packed.i;
  packed.i = new Uint32Array(rows);
  for (let run = 0, at = 0; run < packed.r.length; at += packed.r[run + 1], run += 2)
    packed.i.fill(packed.r[run], at, at + packed.r[run + 1]);
  return packed.i;
}

function grouped(rows, key) {
  const groups = new Map();
  for (const row of rows) {
    if (!groups.has(row[key])) groups.set(row[key], []);
    groups.get(row[key]).push(row);
  }
  return name => groups.get(name) ?? [];
}

function keyed(rows, key) {
  return new Map(rows.map(row => [row[key], row]));
}

const STRIKES = keyed(table('strike_summary'), 'strike_id');
const SOURCES = keyed(table('sources'), 'source_id');
const ELSEWHERE = {strike_summary: STRIKES, sources: SOURCES};
const CLAIMS = table('claims');
const PLACES = keyed(table('places'), 'place_id');
const PARTIES = keyed(table('parties'), 'actor_id');
const WITHDRAWN = table('withdrawn');
const CHANGES = table('changes');
const BALANCE = table('balance');
const NOTES = keyed(table('strikes'), 'strike_id');
const claimsOf = grouped(CLAIMS, 'strike_id');
const estimatesOf = grouped(table('strike_estimates'), 'strike_id');
const gradesOf = grouped(table('strike_grades'), 'strike_id');
const datesOf = grouped(table('strike_dates'), 'strike_id');
const changesOf = grouped(CHANGES, 'strike_id');

const LINKS = table('strike_links');
const [linksFrom, linksTo] = [grouped(LINKS, 'strike_id'), grouped(LINKS, 'other_id')];
const ends = (links, relation, end) =>
  links.filter(one => one.relation === relation).map(one => STRIKES.get(one[end]));
const groupsOf = id => ends(linksFrom(id), 'part_of', 'other_id');
const partsOf = id => ends(linksTo(id), 'part_of', 'strike_id');
const sameAs = id => [
  ...ends(linksFrom(id), 'may_be_same', 'other_id'),
  ...ends(linksTo(id), 'may_be_same', 'strike_id'),
];

function estimate(id, outcome, population = 'all', view = 'all') {
  return estimatesOf(id).find(one => one.outcome === outcome && one.population === population && one.view === view);
}

// The side, as a view, of the party of a claim: the Armenian sides are one.
function viewOf(side) {
  return side === '' || side === 'azerbaijan' || side === 'third_party' ? side : 'armenian';
}
