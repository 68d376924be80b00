// Everything follows from the address: what changes it draws the page anew.
let STATE = parse(location.hash);
let SELECTED = select(STATE);
const WIDE = window.matchMedia('(min-width: 1000px)');

// Changes some of what is chosen. Going back in the browser undoes it; typing makes no steps to go back to.
function change(some, {typed = false} = {}) {
  const next = {...STATE, unknown: [], ...some};
  history[typed ? 'replaceState' : 'pushState'](null, '', address(next));
  follow();
}

function choose(facet, code) {
  const chosen = new Set(STATE[facet]);
  if (!chosen.delete(code)) chosen.add(code);
  change({[facet]: chosen});
}

// Takes the state from the address and draws it; a card that opens or closes moves the focus.
function follow() {
  const before = STATE.open,
    chosen = selectionOf(STATE);
  STATE = parse(location.hash);
  const isSame = selectionOf(STATE) === chosen;
  if (!isSame) SELECTED = select(STATE);
  if (STATE.open !== before) $('filters').open = WIDE.matches && !STATE.open;
  draw(isSame);
  if (STATE.open && STATE.open !== before) {
    $('card').scrollTop = 0;
    if (!WIDE.matches) window.scrollTo(0, 0);
    $('card-title').focus({preventScroll: true});
  } else if (before && !STATE.open) focusRow(before);
}

// What the filters ask for, whichever card is open.
function selectionOf(state) {
  return [address({...state, open: ''}), ...state.unknown].join(' ');
}

// Where only another card is opened, filters and list stay as they are.
function draw(isSame = false) {
  const {open} = STATE;
  document.body.classList.toggle('with-card', Boolean(open));
  if (!isSame) {
    drawFilters(STATE, SELECTED);
    drawList(STATE, SELECTED);
  }
  drawMap(STATE, SELECTED);
  drawTimeline(STATE, SELECTED);
  markRow(open);
  $('card').hidden = !open;
  const strike = STRIKES.get(open);
  replace(
    $('card'),
    open && (strike ? drawCard(strike, SELECTED.fitting) : PAGES.includes(open) ? drawPage(open) : drawMissing(open)),
  );
  document.title = `${strike ? `${strike.name} – ` : ''}${PACKAGE.name}: ${PACKAGE.title}`;
}

function closeCard() {
  change({open: ''});
}

function focusRow(id) {
  const row = document.getElementById(`row-${id}`);
  (row ? row.querySelector('a') : $('count')).focus();
}

function showList() {
  $('filters').open = WIDE.matches;
  $('count').focus();
}

function drawFrame() {
  const {version, date, licence, withdrawn} = PACKAGE;
  replace(
    $('version'),
    say('version', {version, date: day(date), licence}),
    ' ',
    h('strong', null, say('claims_not_facts')),
    version.includes('-dev') && h('strong', null, ` ${say('preview')}`),
    withdrawn &&
      h(
        'strong',
        null,
        ` ${say('withdrawn_version', {reason: withdrawn.reason, replaced_by: withdrawn.replacedBy ?? ''})}`,
      ),
  );
  replace(
    $('nav'),
    PAGES.map(name => inner({open: name}, say(name))),
    reportLink(null),
  );
  replace($('footer'), h('p', null, PACKAGE.citation), h('p', null, say('map_credit')));
  drawForm();
  $('filters').open = WIDE.matches && !STATE.open;
}

function listen() {
  let waiting = 0;
  $('form').addEventListener('submit', event => event.preventDefault());
  $('filter-q').addEventListener('input', event => {
    clearTimeout(waiting);
    waiting = setTimeout(() => change({q: event.target.value}, {typed: true}), 120);
  });
  for (const name of ['from', 'to'])
    $(`filter-${name}`).addEventListener('change', event => change({[name]: event.target.value}));
  $('skip').addEventListener('click', event => {
    event.preventDefault();
    $('count').focus();
  });
  window.addEventListener('popstate', follow);
  window.addEventListener('resize', () => drawTimeline(STATE, SELECTED));
  document.addEventListener('keydown', event => {
    if (event.key === 'Escape' && STATE.open) closeCard();
    if (event.key === '/' && !/^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName)) {
      event.preventDefault();
      $('filters').open = true;
      $('filter-q').focus();
    }
  });
}

drawFrame();
listen();
draw();
if (STATE.open) $('card-title').focus({preventScroll: true});
performance.mark('usable');
document.documentElement.dataset.ready = 'true';
