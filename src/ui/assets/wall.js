// The wall: the arrow keys go from table to table without losing what is shown when the network
// drops, and what is longer than the wall is turned like pages.
"use strict";

/** Milliseconds that the menu stays after a hand has moved. */
const MENU = 4000;
/** Milliseconds that a page of notes stays, until somebody turns pages by hand. */
const TURN = 20000;

const root = document.documentElement;
root.classList.add("has-script");
let menuOver = 0;
let turns = true;
/** The board and the phase that are shown. */
let shownNow = "";

// ---- The menu

function showMenu() {
  root.classList.add("shows-menu");
  clearTimeout(menuOver);
  menuOver = setTimeout(() => root.classList.remove("shows-menu"), MENU);
}

/** Shows something else: the old stays until the new has come. */
function go(address) {
  history.pushState(null, "", address);
  look(0);
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("#menu a");
  if (!link || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  go(link.href);
});
window.addEventListener("popstate", () => look(0));
document.addEventListener("mousemove", showMenu);

// ---- Keys

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  showMenu();
  const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  const page = { PageUp: -1, PageDown: 1, " ": 1 }[event.key];
  if (step) neighbour(step);
  else if (page) turnByHand(page);
  else return;
  event.preventDefault();
});

/** Goes to what stands before or after what is shown. */
function neighbour(step) {
  const links = [...document.querySelectorAll("#menu a:not(noscript a)")];
  const here = links.findIndex((link) => link.href === location.href);
  const to = links[(Math.max(here, 0) + step + links.length) % links.length];
  if (to) go(to.href);
}

// ---- Pages

/** How many pages the notes take, and which one is shown. */
function pages() {
  const stage = document.getElementById("stage");
  // A page begins where the gap after the last column of the one before ends.
  const gap = stage ? parseFloat(getComputedStyle(stage).columnGap) || 0 : 0;
  const wide = stage ? stage.clientWidth + gap : 1;
  const all = stage ? Math.max(1, Math.ceil((stage.scrollWidth + gap) / wide - 0.01)) : 1;
  return { stage, wide, all, shown: stage ? Math.round(stage.scrollLeft / wide) : 0 };
}

function turn(by) {
  const { stage, wide, all, shown } = pages();
  if (!stage) return;
  stage.scrollLeft = ((shown + by + all) % all) * wide;
  number();
}

function turnByHand(by) {
  turns = false;
  turn(by);
}

/** What is new begins with its first page. */
function begun() {
  const now = `${main.dataset.board} ${main.dataset.phase}`;
  if (now === shownNow) return;
  shownNow = now;
  turns = true;
  const { stage } = pages();
  if (stage) stage.scrollLeft = 0;
}

/** Says which page is shown, where there are several. */
function number() {
  begun();
  const { all, shown } = pages();
  let said = document.getElementById("pages");
  if (!said) {
    said = document.body.appendChild(document.createElement("p"));
    said.id = "pages";
  }
  said.hidden = all < 2;
  const words = `${shown + 1} / ${all} 面`;
  if (said.textContent !== words) said.textContent = words;
}

setInterval(() => { if (turns) turn(1); }, TURN);
document.addEventListener("live", number);
window.addEventListener("resize", number);
number();
