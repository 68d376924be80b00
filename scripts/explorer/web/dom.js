// Elements without markup: a text stays text, whatever it contains.
const SVG = 'http://www.w3.org/2000/svg';
const $ = id => document.getElementById(id);

function h(tag, attributes, ...children) {
  return filled(document.createElement(tag), attributes, children);
}

function s(tag, attributes, ...children) {
  return filled(document.createElementNS(SVG, tag), attributes, children);
}

function filled(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === false || value === null || value === undefined) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...flat(children));
  return element;
}

// An array handed to `append` would print as "[object …]".
function flat(children) {
  return children
    .flat(Infinity)
    .filter(child => child !== null && child !== undefined && child !== false && child !== '');
}

function replace(element, ...children) {
  element.replaceChildren(...flat(children));
}

const small = (...children) => h('p', {class: 'small'}, children);
const bullets = items =>
  h(
    'ul',
    null,
    items.map(item => h('li', null, item)),
  );

// A link inside the page, which changes some of what is chosen.
function inner(some, ...children) {
  return h(
    'a',
    {
      href: address({...emptyState(), ...some}),
      onclick: event => {
        event.preventDefault();
        change(some);
      },
    },
    children,
  );
}

// A link to a document; an address of another kind than the web's stays text.
function link(address, ...children) {
  return /^https?:\/\//i.test(address)
    ? h('a', {href: address, rel: 'noreferrer'}, children)
    : h('span', null, children);
}
