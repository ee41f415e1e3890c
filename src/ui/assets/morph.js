// Makes a page as the server has it now, and keeps what people do with it: the focus, ticks, typed
// text, opened details.
//
// Elements with an id are kept wherever they move to. An element `data-local` was put in by a
// script and is nobody else's business; of an element `data-own` that is so for what stands in it
// and for its attributes. What stands in an element `data-filled` comes by parts of its own.
"use strict";

/**
 * A piece of a page: the element with the id, in which element it stands and where; without html
 * it is gone.
 * @typedef {{id: string, within: string, place: string, html: string}} Part
 */

function read(html) {
  return new DOMParser().parseFromString(html, "text/html").body;
}

/**
 * Puts a piece in at its place, or takes it away.
 * @param {Part} part
 * @returns {boolean} whether there was a place for it
 */
function put(part) {
  const old = document.getElementById(part.id);
  if (!part.html) {
    old?.remove();
    return true;
  }
  const within = document.getElementById(part.within);
  if (!within) return false;
  const fresh = read(part.html).firstElementChild;
  const piece = old ?? fresh;
  if (old) morph(old, fresh, new Map(), true);
  const after = [...within.children].find((other) => other !== piece && stands(piece, other));
  // Moving what has the focus would take it away.
  if (piece.parentNode !== within || piece.nextElementSibling !== (after ?? null)) {
    keepFocus(() => within.insertBefore(piece, after ?? null));
  }
  return true;
}

/** Whether a piece stands before another: by place, then id. What has no place stands last. */
function stands(piece, other) {
  if (other.dataset.place === undefined) return true;
  const [a, b] = [piece.dataset.place, other.dataset.place];
  return a < b || (a === b && piece.id < other.id);
}

/**
 * Makes an element as a fresh one is, and keeps what people do with it: focus, ticks, typed text,
 * opened details.
 * @param {Element} old
 * @param {Element} fresh
 * @param {Map<string, Element>} known elements by their ids, wherever they stand
 * @param {boolean} isPart what stands in `data-filled` is left alone
 */
function morph(old, fresh, known, isPart) {
  for (const { name } of [...old.attributes]) {
    if (!fresh.hasAttribute(name) && !isOwn(old, name)) old.removeAttribute(name);
  }
  for (const { name, value } of fresh.attributes) {
    if (old.getAttribute(name) !== value && !isOwn(old, name)) old.setAttribute(name, value);
  }
  if (old.hasAttribute("data-own") || (isPart && old.hasAttribute("data-filled"))) return;
  const isLocal = (node) => node instanceof Element && node.hasAttribute("data-local");
  const rest = [...old.childNodes].filter((node) => !isLocal(node));
  const pairs = [...fresh.childNodes].map((node) => [node, match(node, rest, known)]);
  for (const node of rest) node.remove();
  let next = old.firstChild;
  for (const [node, same] of pairs) {
    while (next && isLocal(next)) next = next.nextSibling;
    const piece = same ?? document.importNode(node, false);
    if (piece === next) next = next.nextSibling;
    else old.insertBefore(piece, next);
    if (!(piece instanceof Element)) {
      if (piece.data !== node.data) piece.data = node.data;
    } else {
      morph(piece, node, known, isPart);
    }
  }
}

/** What a person opened stays open. What is typed and ticked the browser itself keeps apart. */
function isOwn(old, name) {
  if (old.hasAttribute("data-own")) return true;
  // Styles are set by scripts alone.
  if (name === "style") return true;
  if (old === document.activeElement && old instanceof HTMLInputElement && name === "value") return true;
  return name.startsWith("data-own-") || (name === "open" && old instanceof HTMLDetailsElement);
}

/** The node that stands for a fresh one: that with its id, else the next one of its kind. */
function match(node, rest, known) {
  const id = node.id;
  const same = id ? known.get(id) ?? rest.find((one) => one.id === id) : null;
  const found = id ? same : rest.find((one) => !one.id && one.nodeName === node.nodeName);
  if (!found || found.nodeName !== node.nodeName) return null;
  const at = rest.indexOf(found);
  if (at >= 0) rest.splice(at, 1);
  return found;
}

/** Does something that may move elements, and puts the focus back where it was. */
function keepFocus(work) {
  const active = document.activeElement;
  const span = active && "selectionStart" in active ? [active.selectionStart, active.selectionEnd] : null;
  work();
  if (!active || active === document.activeElement || !active.isConnected) return;
  active.focus({ preventScroll: true });
  if (span && span[0] !== null) active.setSelectionRange(span[0], span[1]);
}
