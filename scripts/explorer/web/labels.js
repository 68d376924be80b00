// Names on the map: of countries, and of places where those leave room.
const NEAR = 3; // from this many times the first view on, all names of a place are shown
const MOST = 150; // labels

// A label stands right, left, above or below its mark, where it hides nothing and is not cut; or nowhere.
function placeLabels(boxes, width, height) {
  const labels = [];
  for (const {place, left, top, r, count} of MAP.shown) {
    if (labels.length >= MOST || left < 0 || top < 0 || left > width || top > height) continue;
    const isNear = MAP.zoom >= NEAR && otherNames(place);
    const lines = isNear ? [place.name, otherNames(place)] : [place.name];
    const long = Math.max(...lines.map(line => line.length)) * 6.3 + 4,
      high = lines.length * 14;
    const spots = [
      [left + r + 3, top - high / 2],
      [left - r - 3 - long, top - high / 2],
      [left - long / 2, top - r - 3 - high],
      [left - long / 2, top + r + 3],
    ];
    const spot = spots.find(([x, y]) => isFree([x, y, x + long, y + high], boxes, width, height));
    if (!spot) continue;
    boxes.add([spot[0], spot[1], spot[0] + long, spot[1] + high]);
    labels.push(
      lines.map((line, at) =>
        s('text', {x: spot[0] + 2, y: spot[1] + 11 + at * 14, class: count > 1 ? 'many' : null}, line),
      ),
    );
  }
  replace(MAP.labels, labels);
}

// The name of a country stands where it hides no mark, about its middle, or nowhere; of the countries that were struck
// all have their names or none has.
function placeCountries(boxes, at, width, height) {
  const found = DATA.base_map.names.map(({name, at: spots}) => {
    for (let spot = 0; spot < spots.length; spot += 2) {
      const [x, y] = at((spots[spot] / 1000) * DEGREE, -spots[spot + 1] / 1000),
        long = name.length * 9;
      const box = [x - long / 2, y - 11, x + long / 2, y + 5];
      if (isFree(box, boxes, width, height)) return {name, x, y, box};
    }
    return {name};
  });
  const hasAll = found.every(({name, box}) => !isOfTheData(name) || box);
  const named = found.filter(({name, box}) => box && (hasAll || !isOfTheData(name)));
  for (const {box} of named) boxes.add(box);
  replace(
    MAP.names,
    named.map(({name, x, y}) => s('text', {x, y}, name)),
  );
}

function isFree([left, top, right, bottom], boxes, width, height) {
  return (
    left >= 2 && top >= 2 && right <= width - 2 && bottom <= height - 2 && !boxes.meets([left, top, right, bottom])
  );
}

// The boxes that are taken, by the cells of a grid, so that few are compared.
function taken() {
  const cells = new Map(),
    CELL = 48;
  const over = function* ([left, top, right, bottom]) {
    for (let x = Math.floor(left / CELL); x <= right / CELL; x += 1)
      for (let y = Math.floor(top / CELL); y <= bottom / CELL; y += 1) yield x * 1000 + y;
  };
  return {
    add(box) {
      for (const cell of over(box)) cells.has(cell) ? cells.get(cell).push(box) : cells.set(cell, [box]);
    },
    meets(box) {
      for (const cell of over(box))
        if (
          cells
            .get(cell)
            ?.some(([left, top, right, bottom]) => box[0] < right && box[2] > left && box[1] < bottom && box[3] > top)
        )
          return true;
      return false;
    },
  };
}
