// What people write waits on their phone until the server says that it has it: bad Wi-Fi, a closed
// tab, a phone that starts again. Sent in the order in which it was written; the server takes the
// same thing twice as once, so that it may be sent again at any time.
"use strict";

/**
 * A form that waits to be sent.
 * @typedef {object} Waiting
 * @property {string} key      the note's id, or a drawn one
 * @property {string} path     of which workshop: /w/123456
 * @property {string} me       whose: it is never sent for the next person with this phone
 * @property {number} at       its place in the order
 * @property {string} kind     note, dots, ready, gather, change or empty
 * @property {string} address  where it is posted to
 * @property {[string, string][]} fields
 * @property {string} [about]  what it says something about: a later word replaces it
 * @property {string} [refused]  why the server does not take it; waits for its author
 */

/** Pauses between attempts, in milliseconds. */
const FIRST_PAUSE = 1000;
const LONGEST_PAUSE = 30000;
const SHELF = "machikoe-outbox";

/** @type {Waiting[]} */
let outbox = [];
/** @type {Waiting | null} The one that is on its way. */
let sending = null;
let sendDue = 0;
let attempts = 0;

// ---- Keeping: IndexedDB, else localStorage, else only in memory

/** @returns {Promise<IDBDatabase | null>} */
function shelf() {
  return new Promise((found) => {
    try {
      const opening = indexedDB.open(SHELF, 1);
      opening.onupgradeneeded = () => opening.result.createObjectStore("forms", { keyPath: "key" });
      opening.onsuccess = () => found(opening.result);
      opening.onerror = opening.onblocked = () => found(null);
    } catch {
      found(null);
    }
  });
}

const opened = shelf();

/** Does something with the shelf, and falls back where there is none. */
async function onShelf(mode, work, otherwise) {
  const database = await opened;
  try {
    if (!database) return otherwise();
    return await new Promise((done, failed) => {
      const asked = work(database.transaction("forms", mode).objectStore("forms"));
      asked.transaction.oncomplete = () => done(asked.result);
      asked.transaction.onerror = asked.transaction.onabort = () => failed(asked.error);
    });
  } catch {
    return otherwise();
  }
}

function inStorage(work) {
  try { return work(localStorage); } catch { return undefined; }
}

/** @param {Waiting} form */
function keep(form) {
  const named = `${SHELF}/${form.key}`;
  return onShelf("readwrite", (forms) => forms.put(form), () =>
    inStorage((storage) => storage.setItem(named, JSON.stringify(form))));
}

function forget(form) {
  outbox = outbox.filter((other) => other !== form);
  inStorage((storage) => storage.removeItem(`${SHELF}/${form.key}`));
  return onShelf("readwrite", (forms) => forms.delete(form.key), () => undefined);
}

/** What waits on this phone, of this person in this workshop. */
async function recall(path, me) {
  const kept = (await onShelf("readonly", (forms) => forms.getAll(), () => [])) ?? [];
  const stored = inStorage((storage) => Object.keys(storage)
    .filter((name) => name.startsWith(`${SHELF}/`))
    .map((name) => JSON.parse(storage.getItem(name)))) ?? [];
  const known = new Set(outbox.map((form) => form.key));
  const mine = [...kept, ...stored].filter((form) =>
    form.path === path && form.me === me && !known.has(form.key));
  outbox = [...outbox, ...mine].sort((a, b) => a.at - b.at);
}

// ---- Sending

/**
 * Puts a form into the outbox and sends what waits.
 * @param {Waiting} form
 */
async function post(form) {
  const isEarlier = (other) => other !== sending && form.about && other.about === form.about;
  outbox.filter(isEarlier).forEach(forget);
  outbox.push(form);
  await keep(form);
  sendNow();
}

/** Sends what waits, one after another, until something has to wait longer. */
async function sendNow() {
  clearTimeout(sendDue);
  if (sending) return;
  let wait = 0;
  while (wait === 0 && (sending = outbox.find((form) => !form.refused) ?? null)) {
    wait = await sendOne(sending);
  }
  sending = null;
  if (wait > 0) sendDue = setTimeout(sendNow, wait);
}

/**
 * @param {Waiting} form
 * @returns {Promise<number>} milliseconds to wait before it is tried again; 0: it is settled
 */
async function sendOne(form) {
  const pause = Math.min(FIRST_PAUSE * 2 ** attempts, LONGEST_PAUSE) * (0.8 + 0.4 * Math.random());
  let answer, said;
  try {
    const options = { method: "POST", headers: { accept: "application/json" }, body: new URLSearchParams(form.fields) };
    const reply = await request(form.address, options);
    answer = reply.answer;
    said = answer.headers.get("content-type")?.startsWith("application/json") ? JSON.parse(reply.text) : null;
  } catch {
    attempts += 1;
    trouble(form);
    return pause;
  }
  if (answer.status === 429 || answer.status >= 500) {
    attempts += 1;
    trouble(form);
    return Number(answer.headers.get("retry-after") ?? 0) * 1000 || pause;
  }
  attempts = 0;
  if (answer.ok && said && !answer.redirected) {
    await forget(form);
    saved(form, said);
    return 0;
  }
  form.refused = answer.redirected
    ? "このスマートフォンでの参加が終わっています。再入室コードで入り直してください。"
    : said?.sentence ?? "受け取れませんでした。画面を新しくして、もう一度お試しください。";
  // Only what was written is worth keeping; a refused press is told and over.
  if (form.kind === "note") await keep(form);
  else await forget(form);
  refused(form);
  return 0;
}

/** The network is back, or the page: no need to wait any longer. */
function sendAgain() {
  attempts = 0;
  sendNow();
}

window.addEventListener("online", sendAgain);
document.addEventListener("visibilitychange", () => { if (!document.hidden) sendAgain(); });
window.addEventListener("pageshow", sendAgain);

/** An id that nobody else draws. `randomUUID` is only there where the address begins with https. */
function drawId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
