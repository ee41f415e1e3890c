// Keeps the count on the teacher's page and on the projector fresh. Both work without it: a
// button loads the page again.
"use strict";

/** Milliseconds between one answer of the server and the next question. */
const EVERY = 3000;
/** How long a question may take before the line counts as broken. */
const PATIENCE = 10000;
/** A screen reader is told at most so often. */
const SPEAK = 20000;

const live = document.querySelector("[data-live]");
const lost = document.getElementById("lost");
const said = document.getElementById("said");
let waiting = 0;
let asking = false;
let spoken = 0;

/** Puts in the parts that have changed; the others, and a finger on them, stay. */
function put(text) {
  const fresh = new DOMParser().parseFromString(text, "text/html").body;
  for (const part of [...fresh.children]) {
    const old = document.getElementById(part.id);
    if (!old || old.innerHTML === part.innerHTML) continue;
    old.className = part.className;
    old.replaceChildren(...part.childNodes);
    if (part.id === "count") speak();
  }
}

/** Tells a screen reader how many there are now. */
function speak() {
  const count = live.querySelector("[data-say]");
  if (!said || !count || Date.now() - spoken < SPEAK || said.textContent === count.dataset.say) return;
  said.textContent = count.dataset.say;
  spoken = Date.now();
}

/** Says that what is on the screen is old; an empty sentence takes it back. */
function warn(sentence) {
  if (lost.textContent !== sentence) lost.textContent = sentence;
  lost.hidden = sentence === "";
}

async function ask() {
  clearTimeout(waiting);
  if (asking || document.hidden) return;
  asking = true;
  const patience = new AbortController();
  const over = setTimeout(() => patience.abort(), PATIENCE);
  let goesOn = true;
  try {
    const answer = await fetch(live.dataset.live, { cache: "no-store", signal: patience.signal });
    // No code any more, or another class in another tab: asking again would not help.
    goesOn = answer.status !== 403 && answer.status !== 409;
    if (!goesOn) {
      warn("この学級の画面ではなくなりました。このページを読み込み直してください。");
    } else {
      if (!answer.ok) throw new Error(answer.statusText);
      put(await answer.text());
      warn("");
    }
  } catch {
    const since = document.getElementById("as-of").textContent;
    warn(`つながりません。${since}の人数です。つながると、自動で新しくなります。`);
  } finally {
    clearTimeout(over);
    asking = false;
  }
  if (goesOn) waiting = setTimeout(ask, EVERY);
}

const button = document.getElementById("refresh");
if (button) button.hidden = true;
document.addEventListener("visibilitychange", ask);
// A page that comes out of the browser's memory shows what was, not what is.
window.addEventListener("pageshow", (event) => { if (event.persisted) ask(); });
waiting = setTimeout(ask, EVERY);
