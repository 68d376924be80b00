// Who is accused: accusation, denial and admission side by side, for each accused side.
function responsibility(strike, claims, fits) {
  const said = claims.filter(claim => claim.topic === 'responsibility');
  const ofGroups = groupsOf(strike.strike_id)
    .flatMap(group => claimsOf(group.strike_id))
    .filter(claim => claim.topic === 'responsibility' && ['denies', 'admits', 'confirms'].includes(claim.stance));
  const parties = VIEWS.flatMap(view =>
    ['fired', 'supported'].map(role => [
      view,
      role,
      said.filter(claim => viewOf(PARTIES.get(claim.party_id)?.side ?? '') === view && claim.party_role === role),
    ]),
  ).filter(([, , its]) => its.length);
  return [
    !parties.length && h('p', {class: 'nothing'}, say('no_responsibility')),
    parties.map(([view, role, its]) => accusedOf(strike, view, role, its, fits)),
    ofGroups.length > 0 &&
      h(
        'div',
        {class: 'of-groups'},
        h('h4', null, say('of_groups')),
        h(
          'ul',
          null,
          [...new Set(ofGroups.map(claim => claim.strike_id))].map(id => h('li', null, strikeLink(STRIKES.get(id)))),
        ),
        sideBySide(byStance(ofGroups), new Set()),
      ),
  ];
}

function accusedOf(strike, view, role, claims, fits) {
  const grade = role === 'fired' && gradesOf(strike.strike_id).find(one => one.accused === view);
  const lacking = [
    ['accusations', ['accuses', 'asserts', 'confirms']],
    ['denials', ['denies']],
    ['admissions', ['admits']],
  ].filter(([, stances]) => !claims.some(claim => stances.includes(claim.stance)));
  return h(
    'div',
    {class: 'accused'},
    h('h4', null, say(role, {accused: view === '' ? say('party_unknown') : viewName(view)})),
    grade &&
      h('p', null, `${label('strike_grades.grade', grade.grade)}. `, grade.contested === 'true' && say('contested')),
    lacking.length > 0 && h('p', null, lacking.map(([kind]) => say(`no_${kind}`)).join(' ')),
    sideBySide(byStance(claims), fits),
  );
}

// Denials and admissions first, so that they stand beside the first accusations.
function byStance(claims) {
  const order = claim => ['denies', 'admits'].indexOf(claim.stance) + 1 || 9;
  return [...claims].sort((one, other) => order(one) - order(other));
}
