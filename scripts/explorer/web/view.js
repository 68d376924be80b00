// The part of the map that is in view: fitted, zoomed, moved.
const isOfTheData = name => Object.values(DATA.labels['places.country']).includes(name);
const across = place => Number(place.longitude) * DEGREE;
const down = place => -Number(place.latitude);

function fitMap() {
  const {clientWidth: width, clientHeight: height} = $('map');
  // the names of both countries are in the first view, so that none is missing
  const named = DATA.base_map.names.filter(({name}) => isOfTheData(name));
  const shown = [...MAPPED, ...named.map(({at}) => ({longitude: at[0] / 1000, latitude: at[1] / 1000}))];
  const xs = shown.map(across),
    ys = shown.map(down);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  MAP.centre = {x: (left + right) / 2, y: (top + bottom) / 2};
  const within = edge =>
    Math.min(
      (width - 2 * edge) / Math.max(right - left, 0.5),
      (height - 2 * edge) / Math.max(bottom - top, 0.5),
    );
  // the view is not larger than the base map, as long as all marks are in it
  const [west, south, east, north] = DATA.base_map.box.map((number, at) => (number / 1000) * (at % 2 ? -1 : DEGREE));
  MAP.fit = Math.max(within(EDGE), Math.min(within(EDGE / 3), Math.max(width / (east - west), height / (south - north))));
  MAP.centre = {
    x: inside(MAP.centre.x, west, east, width / MAP.fit),
    y: inside(MAP.centre.y, north, south, height / MAP.fit),
  };
  MAP.zoom = 1;
}

// The middle of a view of some length, moved so that the view is between both ends; their middle if it is longer.
function inside(middle, start, end, length) {
  const most = Math.max(0, (end - start - length) / 2),
    centre = (start + end) / 2;
  return Math.min(Math.max(middle, centre - most), centre + most);
}

function zoomBy(factor, x = 0, y = 0) {
  const before = MAP.zoom,
    scale = MAP.fit * before;
  MAP.zoom = Math.max(0.5, Math.min(40, before * factor));
  const moved = 1 / scale - 1 / (MAP.fit * MAP.zoom);
  MAP.centre = {x: MAP.centre.x + x * moved, y: MAP.centre.y + y * moved};
}

// A button that zooms in does not end where there is no mark: the nearest one becomes the centre.
function keepMarks() {
  const scale = MAP.fit * MAP.zoom,
    off = one => [across(one.place) - MAP.centre.x, down(one.place) - MAP.centre.y];
  const isIn = ([x, y]) => Math.abs(x) * scale < MAP.width / 2 && Math.abs(y) * scale < MAP.height / 2;
  if (!MAP.shown.length || MAP.shown.some(one => isIn(off(one)))) return;
  const far = one => Math.hypot(...off(one)),
    nearest = MAP.shown.reduce((best, one) => (far(one) < far(best) ? one : best));
  MAP.centre = {x: across(nearest.place), y: down(nearest.place)};
}

function panBy(x, y) {
  const scale = MAP.fit * MAP.zoom;
  MAP.centre = {x: MAP.centre.x - x / scale, y: MAP.centre.y - y / scale};
}

// The wheel scrolls the page; with Ctrl it zooms about the pointer.
function zoomByWheel(event) {
  if (!event.ctrlKey) return;
  event.preventDefault();
  const box = MAP.svg.getBoundingClientRect();
  zoomBy(
    event.deltaY < 0 ? 1.25 : 0.8,
    event.clientX - box.left - box.width / 2,
    event.clientY - box.top - box.height / 2,
  );
  placeMap();
}

// A mouse drags the map; a finger scrolls the page.
function dragMap(event) {
  if (event.pointerType !== 'mouse' || event.button !== 0) return;
  let {clientX, clientY} = event,
    moved = 0;
  const move = next => {
    moved += Math.abs(next.clientX - clientX) + Math.abs(next.clientY - clientY);
    panBy(next.clientX - clientX, next.clientY - clientY);
    ({clientX, clientY} = next);
    placeMap();
  };
  const end = () => {
    window.removeEventListener('pointermove', move);
    window.removeEventListener('pointerup', end);
    if (moved > 5)
      window.addEventListener(
        'click',
        stop => {
          stop.preventDefault();
          stop.stopPropagation();
        },
        {capture: true, once: true},
      );
  };
  window.addEventListener('pointermove', move);
  window.addEventListener('pointerup', end);
}
