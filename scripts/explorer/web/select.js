// What is chosen, its address, and the strikes that fit. Everything is drawn from the address.
const OF_STRIKE = ['held', 'grade', 'war', 'place'];
const OF_CLAIM = ['side', 'what', 'weapon', 'said', 'accused'];
const FACETS = ['held', 'side', 'what', 'weapon', 'said', 'accused', 'grade', 'war', 'place'];
const NONE = 'none'; // the code of what is empty
const PAGES = ['tallies', 'changes', 'sources', 'about'];

const claimCodes = {
  side: claim => [claim.speaker_side || NONE],
  what: claim => [claim.outcome || (claim.resource === 'damage_counts' ? claim.resource : claim.topic)],
  weapon: claim => (claim.topic === 'munition' || claim.topic === 'warhead' ? withBroader(claim.code) : []),
  said: claim =>
    claim.topic !== 'responsibility'
      ? []
      : [claim.stance === 'admits' && claim.read_in === 'adverse' ? 'admits_adverse' : claim.stance],
  accused: claim =>
    claim.topic === 'responsibility' ? [viewOf(PARTIES.get(claim.party_id)?.side ?? '') || NONE] : [],
};

function withBroader(code) {
  const codes = [];
  for (; code && !codes.includes(code); code = DATA.broader[code]) codes.push(code);
  return codes;
}

// Of every strike: what its filters are asked for.
const INDEX = [...STRIKES.values()]
  .map(strike => {
    const within = [strike, ...partsOf(strike.strike_id)];
    const places = [...new Set(within.map(one => one.place_id))].filter(Boolean);
    const named = places
      .map(id => PLACES.get(id))
      .flatMap(place => [place.name, place.name_az, place.name_hy, place.name_ru]);
    return {
      strike,
      text: folded([strike.name, strike.strike_id, ...named].join(' ')),
      codes: {
        held: [strike.territory || NONE],
        grade: gradesOf(strike.strike_id).length
          ? [...new Set(gradesOf(strike.strike_id).map(one => one.grade))]
          : [NONE],
        war: [strike.in_war || NONE],
        place: places.length ? places : [NONE],
      },
      claims: claimsOf(strike.strike_id).map(claim => ({
        claim,
        codes: Object.fromEntries(OF_CLAIM.map(facet => [facet, claimCodes[facet](claim)])),
      })),
    };
  })
  .sort((one, other) => compare(one.strike, other.strike));

function isInWar(strike) {
  return strike.in_war === 'true';
}

// Strikes and groups of the war come first, by their dates.
function compare(one, other) {
  const key = strike =>
    `${isInWar(strike) ? 0 : 1} ${strike.date_start || '9'} ${strike.date_end} ${strike.name}`;
  return key(one) < key(other) ? -1 : key(one) > key(other) ? 1 : 0;
}

// All codes of a facet that the data have.
const KNOWN = Object.fromEntries(
  FACETS.map(facet => [
    facet,
    new Set(
      INDEX.flatMap(entry =>
        facet in entry.codes ? entry.codes[facet] : entry.claims.flatMap(one => one.codes[facet]),
      ),
    ),
  ]),
);

function emptyState() {
  return {
    open: '',
    q: '',
    from: '',
    to: '',
    unknown: [],
    ...Object.fromEntries(FACETS.map(facet => [facet, new Set()])),
  };
}

// The state that an address asks for. Nothing in it is trusted: what is not known is named and left out.
function parse(hash) {
  const state = emptyState(),
    parts = hash.replace(/^#/, '').split('&');
  const open = parts.find(part => part && !part.includes('='));
  if (open) state.open = open;
  for (const [name, value] of new URLSearchParams(parts.filter(part => part.includes('=')).join('&'))) {
    if (name === 'q') state.q = value;
    else if ((name === 'from' || name === 'to') && isDay(value)) state[name] = value;
    else if (FACETS.includes(name))
      value
        .split(',')
        .filter(Boolean)
        .forEach(code => (isCode(name, code) ? state[name].add(code) : state.unknown.push(`${name}=${code}`)));
    else state.unknown.push(`${name}=${value}`);
  }
  return state;
}

// Whether a code is one of the release. An address may ask for one that no row has any more: then nothing fits it.
function isCode(facet, code) {
  if (KNOWN[facet].has(code)) return true;
  if (facet === 'place') return PLACES.has(code);
  if (facet === 'war') return Object.hasOwn(TEXTS.war, code);
  if (code === NONE) return OF_STRIKE.includes(facet) || facet === 'side' || facet === 'accused';
  if (facet === 'weapon' && !/^(munition|warhead)_/.test(code)) return false;
  const isOwn = facet === 'said' && code === 'admits_adverse',
    isSum = facet === 'accused' && code === 'all';
  return isOwn || (!isSum && Object.hasOwn({...DATA.labels[FIELD_OF[facet]], ...whatCodes(facet)}, code));
}

function isDay(text) {
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));
}

function address(state) {
  const parameters = new URLSearchParams();
  for (const name of ['q', 'from', 'to']) if (state[name]) parameters.set(name, state[name]);
  for (const facet of FACETS) if (state[facet].size) parameters.set(facet, [...state[facet]].sort().join(','));
  return `#${[state.open, parameters.toString().replaceAll('%2C', ',')].filter(Boolean).join('&')}`;
}

function isFiltered(state) {
  return address({...state, open: ''}) !== '#';
}

// Whether filters ask for claims, which the card then marks.
function asksForClaims(state) {
  return OF_CLAIM.some(facet => state[facet].size);
}

// The strikes that fit, the claims of each that do, and for every choice the number of strikes that it would leave.
function select(state) {
  const words = folded(state.q).split(' ').filter(Boolean);
  const counts = Object.fromEntries(FACETS.map(facet => [facet, new Map()]));
  const shown = [],
    fitting = new Map();
  let undated = 0;
  for (const entry of INDEX) {
    if (!words.every(word => entry.text.includes(word))) continue;
    const missed = OF_STRIKE.filter(facet => !hits(state[facet], entry.codes[facet]));
    if (missed.length > 1) continue;
    const {fits, seen} = askClaims(state, entry.claims);
    if (!isWithin(entry.strike, state)) {
      if (!entry.strike.date_start && !missed.length && isShown(fits, state)) undated += 1;
      continue;
    }
    if (isShown(fits, state)) {
      for (const facet of missed.length ? missed : OF_STRIKE)
        for (const code of entry.codes[facet]) add(counts[facet], code);
      if (!missed.length) {
        shown.push(entry.strike);
        fitting.set(entry.strike.strike_id, fits);
      }
    }
    if (!missed.length) for (const facet of OF_CLAIM) for (const code of seen[facet]) add(counts[facet], code);
  }
  return {shown, fitting, counts, undated};
}

function hits(chosen, codes) {
  return !chosen.size || codes.some(code => chosen.has(code));
}

function add(counts, code) {
  counts.set(code, (counts.get(code) ?? 0) + 1);
}

function isShown(fits, state) {
  return fits.length > 0 || !asksForClaims(state);
}

function isWithin(strike, {from, to}) {
  return (
    (!from && !to) ||
    (strike.date_start !== '' && (!to || strike.date_start <= to) && (!from || strike.date_end >= from))
  );
}

// The claims that meet all filters; and of each filter the codes of claims that meet all the others.
function askClaims(state, claims) {
  const fits = [],
    seen = Object.fromEntries(OF_CLAIM.map(facet => [facet, new Set()]));
  for (const {claim, codes} of claims) {
    const missed = OF_CLAIM.filter(facet => !hits(state[facet], codes[facet]));
    if (!missed.length) fits.push(claim);
    if (missed.length > 1) continue;
    for (const facet of missed.length ? missed : OF_CLAIM) for (const code of codes[facet]) seen[facet].add(code);
  }
  return {fits, seen};
}
