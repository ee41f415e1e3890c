// Keeps a page of a workshop alive: phones, the console, the wall. All of them work without it,
// by their forms and by loading the page again.
//
// The page says in its `main` where it listens:
//   data-stream   what happens, as server-sent events
//   data-changes  the same by asking; without it the whole page is looked at instead
//   data-board    the board that is shown; without it any event means: look again
//   data-seq      the number of the last event that the page holds
//   data-now      the server's time in milliseconds
// `?part=1` behind the page's own address gives a fresh `main`.
//
// How the page is made new is in morph.js, which stands before this file. After every change
// `live` is told to the document.
"use strict";

/**
 * What an event means for the page.
 * @typedef {{seq: number, parts?: Part[], look?: boolean, posted?: number, ready?: [number, number], voters?: number}} Frame
 */

/** Milliseconds of silence after which the page asks. The stream says something every 15 s. */
const SILENCE = 35000;
/** How long a new stream may take to its first word. Some networks swallow streams. */
const FIRST_WORD = 8000;
/** Between one answer and the next question, and the longest after failures. */
const ASK = 3000;
const ASK_LONGEST = 30000;
/** Between attempts to get a stream again while asking works. */
const STREAM_AGAIN = 15000;
/** How long a request may take before the line counts as broken. */
const PATIENCE = 10000;
/** A room full of phones does not look at the same moment. */
const JITTER = 300;

/** @type {HTMLElement} */
let main = document.getElementById("main");
/** @type {EventSource | null} */
let source = null;
let seq = 0;
/** When the server was last heard, and by how much its clock is ahead of ours. */
let heard = Date.now();
let ahead = 0;
let failures = 0;
let asking = 0;
/** Whether the stream that is open has said anything. */
let spoke = false;
let lookDue = 0;
let looking = false;
let again = false;
/** @type {Frame[]} What arrives while the page is looked at waits. */
let waiting = [];

/** Notes that the server is there, and what time it is there. */
function hear(now) {
  heard = Date.now();
  failures = 0;
  if (now) ahead = now - heard;
  mark();
}

/** Says that what is on the screen is old, or takes it back. */
function mark() {
  const stale = document.getElementById("stale");
  const silent = Date.now() - heard;
  const isLost = silent > SILENCE + ASK || (failures > 0 && silent > ASK) || !navigator.onLine;
  if (stale) stale.hidden = !isLost;
}

/** A request that does not wait for ever. */
async function request(address, options = {}) {
  const patience = new AbortController();
  const over = setTimeout(() => patience.abort(), PATIENCE);
  try {
    const answer = await fetch(address, { cache: "no-store", ...options, signal: patience.signal });
    return { answer, text: await answer.text() };
  } finally {
    clearTimeout(over);
  }
}

/** An address of the page for its board, from the last number on. */
function behind(address) {
  return main.dataset.board ? `${address}?board=${main.dataset.board}&after=${seq}` : address;
}

// ---- The stream, and asking where there is none

/** Opens the stream anew from the number that the page holds. */
function listen() {
  source?.close();
  if (!main.dataset.stream) return;
  const mine = new EventSource(behind(main.dataset.stream));
  source = mine;
  spoke = false;
  const alive = (work) => (event) => {
    if (source !== mine) return;
    spoke = true;
    clearTimeout(asking);
    work(JSON.parse(event.data));
  };
  mine.addEventListener("beat", alive((beat) => hear(beat.now)));
  mine.addEventListener("change", alive((frame) => { hear(0); take(frame); }));
  mine.onerror = () => lose(mine);
  setTimeout(() => { if (source === mine && !spoke) lose(mine); }, FIRST_WORD);
}

/** The stream broke, or was refused: ask instead, and try again later. */
function lose(lost) {
  if (source !== lost) return;
  lost.close();
  source = null;
  spoke = false;
  setTimeout(() => { if (!source && !document.hidden) listen(); }, STREAM_AGAIN);
  ask();
}

/** Asks what happened, again and again until a stream speaks. */
async function ask() {
  clearTimeout(asking);
  if (document.hidden) return;
  try {
    if (main.dataset.changes && main.dataset.board) {
      const { answer, text } = await request(behind(main.dataset.changes));
      // Another table by now, or no longer known here: the page itself knows where to go.
      if (answer.status === 409 || answer.redirected) look(0);
      else if (!answer.ok) throw new Error(answer.statusText);
      else answered(JSON.parse(text));
    } else {
      await lookNow();
    }
  } catch {
    failures += 1;
    mark();
  }
  clearTimeout(asking);
  if (!spoke) asking = setTimeout(ask, pause());
}

/** Longer after each failure, and never the same for all phones of a room. */
function pause() {
  return Math.min(ASK * 2 ** failures, ASK_LONGEST) * (0.8 + 0.4 * Math.random());
}

/** @param {{head: number, now: number, frames: Frame[]}} changes */
function answered(changes) {
  hear(changes.now);
  changes.frames.forEach(take);
}

/** The page comes back to the eye, or the network does. */
function wake() {
  if (document.hidden) return;
  listen();
  ask();
}

// ---- What happened

/** @param {Frame} frame */
function take(frame) {
  if (looking) return void waiting.push(frame);
  // Sent by the stream and by asking: once is enough.
  if (main.dataset.board && frame.seq <= seq && !frame.look) return;
  seq = Math.max(seq, frame.seq);
  count("posted", frame.posted);
  count("ready", frame.ready?.[0]);
  count("seated", frame.ready?.[1]);
  count("voters", frame.voters);
  const fits = (frame.parts ?? []).map(put).every(Boolean);
  if (frame.look || !fits) look();
  tell();
}

function count(id, number) {
  const shown = document.getElementById(id);
  if (shown && number !== undefined) shown.textContent = String(number);
}

/** Tells the page's own script that something has changed. */
function tell() {
  tick();
  document.dispatchEvent(new Event("live"));
}

// ---- Looking at the whole page

/** Looks at the whole page again, soon; many reasons to look are one look. */
function look(wait = Math.random() * JITTER) {
  if (lookDue && wait > 0) return;
  clearTimeout(lookDue);
  lookDue = setTimeout(lookNow, wait);
}

async function lookNow() {
  clearTimeout(lookDue);
  lookDue = 0;
  if (looking) return void (again = true);
  looking = true;
  const board = main.dataset.board;
  try {
    const here = new URL(location.href);
    here.searchParams.set("part", "1");
    const { answer, text } = await request(here.href);
    if (answer.redirected) return void location.replace(answer.url);
    const fresh = answer.ok ? read(text).querySelector("main") : null;
    if (!fresh) throw new Error(answer.statusText);
    show(fresh);
    hear(0);
  } catch {
    failures += 1;
    mark();
    // What was to be seen is still to be seen.
    lookDue = setTimeout(lookNow, pause());
  } finally {
    looking = false;
    const missed = main.dataset.board === board ? waiting : [];
    waiting = [];
    // The page that came may hold them already.
    missed.filter((frame) => !board || frame.seq > seq).forEach(take);
    if (again) look(0);
    again = false;
  }
}

/** The page as it is now, in the place of the page as it was. */
function show(fresh) {
  const board = main.dataset.board;
  const old = new Map([...main.querySelectorAll("[id]")].map((one) => [one.id, one]));
  const top = window.scrollY;
  keepFocus(() => {
    morph(main, fresh, old, false);
    seq = Number(main.dataset.seq ?? 0);
    ahead = Number(main.dataset.now) - Date.now();
    tell();
  });
  window.scrollTo(0, top);
  if (main.dataset.board !== board) listen();
}

// ---- Time

/** Writes how much time is left, by the server's clock. No sound: a room has a voice. */
function tick() {
  for (const timer of document.querySelectorAll("[data-ends]")) {
    const left = Math.ceil((Number(timer.dataset.ends) - Date.now() - ahead) / 1000);
    const [minutes, seconds] = [Math.floor(left / 60), String(left % 60).padStart(2, "0")];
    const said = left > 0 ? `残り ${minutes}:${seconds}` : "時間になりました";
    if (timer.textContent !== said) timer.textContent = said;
    timer.toggleAttribute("data-own-over", left <= 0);
  }
}

// ---- Beginning

function begin() {
  if (!main?.dataset.now) return;
  seq = Number(main.dataset.seq ?? 0);
  ahead = Number(main.dataset.now) - Date.now();
  setInterval(() => {
    tick();
    mark();
    // A stream that says nothing any more has died without a word.
    if (source && Date.now() - heard > SILENCE) lose(source);
  }, 1000);
  document.addEventListener("visibilitychange", wake);
  window.addEventListener("online", wake);
  window.addEventListener("offline", mark);
  // A page that comes out of the browser's memory shows what was, not what is.
  window.addEventListener("pageshow", (event) => { if (event.persisted) wake(); });
  window.addEventListener("pagehide", () => { source?.close(); source = null; });
  tick();
  listen();
}

begin();
