// Ranges by outcome and population, for all voices and each side's.
function figures(id) {
  const outcomes = Object.keys(DATA.labels['claims.outcome']).filter(outcome =>
    estimatesOf(id).some(one => one.outcome === outcome),
  );
  if (!outcomes.length) return h('p', {class: 'nothing'}, say('no_figures'));
  return [
    small(say('figures_note')),
    outcomes.map(outcome => {
      const top = Math.max(
        1,
        ...estimatesOf(id)
          .filter(one => one.outcome === outcome)
          .map(one => Number(one.high || one.low)),
      );
      return h(
        'div',
        null,
        h('h4', null, short('claims.outcome', outcome)),
        inColumns(ALL_AND_SIDES, view =>
          ['all', 'civilians'].map(population => figureOf(estimate(id, outcome, population, view), population, top)),
        ),
      );
    }),
  ];
}

function figureOf(one, population, top) {
  if (!one) return population === 'all' && h('p', {class: 'nothing'}, say('nothing_coded'));
  return h(
    'div',
    {class: 'figure'},
    h(
      'p',
      null,
      `${short('strike_estimates.population', population)}: `,
      h('strong', null, rangeOf(one)),
      Number(one.voices) > 0 && ` (${many('voices', Number(one.voices))})`,
    ),
    bar(one, top),
    one.basis === 'subgroup' && small(say('subgroup')),
    one.best !== '' &&
      one.low !== one.high &&
      small(say(one.best_is_tie === 'true' ? 'best_tie' : 'best', {best: one.best})),
    one.parts &&
      Number(one.parts) > 0 &&
      one.parts_low !== '' &&
      small(say('parts_sum', {range: range(one.parts_low, one.parts_high, '')})),
  );
}

// A range as a bar, the same for every side; an open end has an arrow.
function bar({low, high, best, high_open: isOpen}, top) {
  if (low === '') return null;
  const at = number => 2 + (92 * Number(number)) / top,
    from = at(low),
    to = Math.max(at(high || low), from + 3);
  return s(
    'svg',
    {class: 'bar', viewBox: '0 0 100 10', preserveAspectRatio: 'none', 'aria-hidden': 'true'},
    s('path', {class: 'ground', d: 'M2,5h94'}),
    s('path', {class: 'span', d: `M${from},2h${to - from}v6h${from - to}z`}),
    (high === '' || isOpen === 'true') && s('path', {class: 'span', d: `M${to},1l4,4l-4,4z`}),
    best !== '' && low !== high && s('path', {class: 'best', d: `M${at(best)},0v10`}),
  );
}
