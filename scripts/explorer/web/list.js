// The list: strikes of the war by date, others, then groups, each with its ranges; rows are made once and kept.
const FIRST = 100; // rows of each part of the list that are shown at once
const ROWS = new Map();
const LIST = {all: false, open: ''};

function strikeLink(strike) {
  return inner({open: strike.strike_id}, strike.name);
}

function rowOf(strike) {
  if (!ROWS.has(strike.strike_id)) ROWS.set(strike.strike_id, drawRow(strike));
  return ROWS.get(strike.strike_id);
}

function drawRow(strike) {
  const id = strike.strike_id,
    others = otherNames(PLACES.get(strike.place_id));
  return h(
    'li',
    {id: `row-${id}`},
    h('h4', null, strikeLink(strike)),
    small([others, dated(strike)].filter(Boolean).join(' · ')),
    h('p', null, tollText(estimate(id, 'killed'), estimate(id, 'injured'))),
    small(accusedText(strike), ' ', deniedText(strike)),
  );
}

function tollText(killed, injured) {
  if (!killed && !injured) return say('neither_row');
  return `${say('killed_row', {range: figure(killed)})} · ${say('injured_row', {range: figure(injured)})}`;
}

// Who is accused, in the words of the grade; Armenia and Nagorno-Karabakh apart are told on the card.
function accusedText({strike_id: id}) {
  const isTogether = gradesOf(id).some(one => one.accused === 'armenian');
  const grades = gradesOf(id).filter(one => !isTogether || !['armenia', 'nagorno_karabakh'].includes(one.accused));
  if (!grades.length) return say('nobody_accused');
  return grades
    .map(one =>
      fill(TEXTS.grade_rows[one.grade] ?? TEXTS.accused_row, {
        accused: short('strike_grades.accused', one.accused),
        grade: short('strike_grades.grade', one.grade),
      }),
    )
    .join(' ');
}

function deniedText(strike) {
  if (strike.denied_by) return say('denied_row', {names: strike.denied_by});
  return gradesOf(strike.strike_id).some(one => Number(one.group_denials))
    ? say('denied_of_group')
    : say('not_denied');
}

function drawList(state, {shown, fitting, undated}) {
  const [strikes, groups] = [
    shown.filter(one => one.level === 'strike'),
    shown.filter(one => one.level !== 'strike'),
  ];
  const [inWar, others] = [strikes.filter(isInWar), strikes.filter(one => !isInWar(one))];
  const counted = {strikes: many('strikes', strikes.length), groups: many('groups', groups.length)};
  $('counted').textContent = isFiltered(state)
    ? say('count', {...counted, all: NUMBER.format(STRIKES.size)})
    : say('count_all', counted);
  replace(
    $('notes'),
    isFiltered(state) &&
      small(
        say('active', {filters: inWords(state)}),
        ' ',
        h('button', {type: 'button', onclick: () => change(emptyState())}, say('clear')),
      ),
    undated > 0 && (state.from || state.to) && small(many('undated_left_out', undated)),
    state.unknown.map(what => h('p', {class: 'note'}, say('unknown_choice', {what}))),
  );
  drawTools(state, shown, fitting);
  replace(
    $('rows'),
    !shown.length && h('p', {class: 'note'}, say('nothing')),
    inWar.length > 0 && [h('h3', null, say('strike_list')), rows(inWar)],
    others.length > 0 && [h('h3', null, say('other_list')), rows(others)],
    groups.length > 0 && [h('h3', null, say('group_list')), small(say('group_note')), rows(groups)],
  );
}

// The row of the card that is open.
function markRow(id) {
  ROWS.get(LIST.open)?.classList.remove('open');
  ROWS.get(id)?.classList.add('open');
  LIST.open = id;
}

function rows(strikes) {
  const some = LIST.all ? strikes : strikes.slice(0, FIRST);
  return [
    h('ol', {class: 'rows'}, some.map(rowOf)),
    some.length < strikes.length &&
      h(
        'p',
        null,
        h(
          'button',
          {
            type: 'button',
            onclick: () => {
              LIST.all = true;
              draw();
            },
          },
          say('show_all', {n: strikes.length}),
        ),
      ),
  ];
}
