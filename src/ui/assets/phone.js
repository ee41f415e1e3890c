// A phone at a board: what is written goes through the outbox, and the page shows at once what
// became of it.
"use strict";

const { path, me } = main?.dataset ?? {};
const DRAFT = `machikoe-draft${path}/${me}`;
/** How long the stream has to bring what was just saved, before the page is looked at. */
const BROUGHT = 700;
/** A note is on its way from the field into the outbox: until it is there, its draft stays. */
let going = false;
/** The phase in which something was said at the thumb. */
let saidIn = main?.dataset.phase;

/** Says at the thumb how it went. */
function say(sentence, failed = false) {
  const place = document.getElementById("outbox");
  if (!place) return;
  place.classList.toggle("failed", failed);
  if (place.textContent !== sentence) place.textContent = sentence;
}

/** What went well in another phase is no news any more. What went wrong stays. */
function forgetPraise() {
  if (main.dataset.phase === saidIn) return;
  saidIn = main.dataset.phase;
  const isFailed = document.getElementById("outbox")?.classList.contains("failed");
  if (!isFailed && outbox.length === 0) say("");
}

// ---- Forms go into the outbox

/** @type {HTMLButtonElement | null} Older browsers do not say by which button a form is sent. */
let pressed = null;
document.addEventListener("click", (event) => { pressed = event.target.closest("button"); }, true);

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.id === "leave") return void leave(event, form);
  if (!form.hasAttribute("data-queue")) return;
  event.preventDefault();
  const kind = form.dataset.queue;
  const fields = [...new FormData(form)].map(([name, value]) => [name, String(value)]);
  const { name, value } = event.submitter ?? pressed ?? {};
  if (name) fields.push([name, value]);
  // What is sent late is about the board that was shown when it was pressed.
  if (!get(fields, "board")) fields.push(["board", main.dataset.board]);
  const before = BEFORE[kind]?.(form, fields);
  if (before === false) return;
  const waiting = { key: before?.key ?? drawId(), path, me, at: Date.now(), kind, address: form.action, fields, about: before?.about };
  say("送信中です。");
  post(waiting).then(() => before?.kept?.());
  form.closest(".cluster details")?.removeAttribute("open");
  shown();
});

/** What happens to the page before a form goes into the outbox. `false`: it does not go. */
const BEFORE = {
  note(form, fields) {
    const text = form.elements.text;
    if (text.value.trim() === "") {
      say("付箋に何か書いてから押してください。", true);
      text.focus();
      return false;
    }
    const key = drawId();
    set(fields, "id", key);
    text.value = "";
    form.closest("details")?.removeAttribute("open");
    going = true;
    return { key, kept() { going = false; draft(); } };
  },

  gather(form, fields) {
    if (!fields.some(([name]) => name === "tick")) {
      say("まとめたい付箋を選んでから押してください。", true);
      return false;
    }
    set(fields, "id", drawId());
    tickAll(fields, false);
    form.elements.title.value = "";
    return {};
  },

  dots(form, fields) {
    const target = get(fields, "target");
    showDots(form, Number(get(fields, "dots")));
    return { about: `dots ${target}` };
  },

  ready: () => ({ about: "ready" }),

  change: (form) => ({ about: form.action }),
};

function get(fields, name) {
  return fields.find(([other]) => other === name)?.[1] ?? "";
}

function set(fields, name, value) {
  const field = fields.find(([other]) => other === name);
  if (field) field[1] = value;
}

function tickAll(fields, on) {
  const ids = new Set(fields.filter(([name]) => name === "tick").map(([, id]) => id));
  for (const tick of document.querySelectorAll("input[name=tick]")) {
    if (ids.has(tick.value)) tick.checked = on;
  }
}

/** Shows dots as they will be, so that the next tap counts from there. */
function showDots(form, wanted) {
  const left = document.getElementById("left");
  const number = form.querySelector(".number");
  const still = Number(left.textContent) + Number(number.textContent) - wanted;
  number.textContent = String(wanted);
  number.nextElementSibling.textContent = ` ${"●".repeat(wanted)}`;
  left.textContent = String(still);
  for (const other of document.querySelectorAll("form.dots")) {
    const mine = Number(other.querySelector(".number").textContent);
    const [less, more] = other.querySelectorAll("button");
    [less.value, more.value] = [String(mine - 1), String(mine + 1)];
    less.disabled = mine === 0;
    more.disabled = still <= 0 || mine >= Number(other.dataset.most);
  }
}

// ---- What became of them (called by the outbox)

function saved(form, { seq: number }) {
  if (!main.dataset.board) {
    // The page of one note.
    if (form.kind === "change") location.assign(`${path}/board`);
    return;
  }
  if (!outbox.some((other) => !other.refused)) say(form.kind === "note" ? "保存しました。" : "");
  if (form.kind === "note") local(form)?.setAttribute("data-state", "saved");
  shown();
  const asks = ["dots", "ready", "change"].includes(form.kind);
  if (asks && !outbox.some((other) => other.kind === form.kind)) look(0);
  setTimeout(() => {
    if (seq < number) look(0);
    // Saved on a board that is not shown any more: nothing will take its place.
    setTimeout(() => { if (form.kind === "note") local(form)?.remove(); }, 4 * BROUGHT);
  }, BROUGHT);
}

function refused(form) {
  say(form.refused, true);
  if (form.kind === "gather") {
    tickAll(form.fields, true);
    const title = document.getElementById("title");
    if (title && !title.value) title.value = get(form.fields, "title");
  }
  if (form.kind !== "note" && main.dataset.board) look(0);
  shown();
}

function trouble() {
  const count = outbox.filter((form) => !form.refused).length;
  say(`まだ送れていないものが${count}件あります。このスマートフォンに残っていて、つながると自動で送ります。`, true);
  shown();
}

// ---- Notes that wait, among one's own

function local(form) {
  return document.getElementById(`q-${form.key}`);
}

/** Brings the page in line with the outbox, after either has changed. */
function shown() {
  const mine = document.getElementById("mine");
  for (const waiting of mine?.querySelectorAll("[data-local]") ?? []) {
    if (document.getElementById(waiting.id.replace("q-", "m-"))) waiting.remove();
  }
  for (const form of outbox.filter((form) => form.kind === "note")) {
    if (!mine || document.getElementById(`m-${form.key}`)) continue;
    const item = local(form) ?? mine.appendChild(drawNote(form));
    const state = form.refused ? "refused" : attempts > 0 ? "waiting" : "sending";
    if (item.dataset.state === state) continue;
    item.dataset.state = state;
    item.querySelector(".state").textContent = STATES[state] + (form.refused ?? "");
    item.querySelector(".mend").hidden = !form.refused;
  }
  for (const item of mine?.querySelectorAll("[data-local][data-state=saved]") ?? []) {
    item.querySelector(".state").textContent = STATES.saved;
    item.querySelector(".mend").hidden = true;
  }
  countTicks();
}

const STATES = { sending: "送信中", waiting: "未送信：つながると自動で送ります", refused: "未送信：", saved: "保存済み" };

function drawNote(form) {
  const colour = get(form.fields, "colour");
  const sign = document.querySelector(`label[data-colour="${CSS.escape(colour)}"] .sign`)?.textContent ?? "";
  const item = element("li", "note", element("span", "sign", sign), element("span", "text", get(form.fields, "text")),
    element("p", "state"), element("p", "mend",
      button("もう一度送る", () => { form.refused = undefined; keep(form); sendAgain(); shown(); }),
      button("書き直す", () => mend(form)),
      button("消す", () => { local(form)?.remove(); forget(form).then(shown); })));
  item.id = `q-${form.key}`;
  item.dataset.colour = colour;
  item.dataset.local = "";
  return item;
}

/** Takes a refused note back into the field for writing. */
function mend(form) {
  const text = document.getElementById("text");
  if (!text || text.value.trim() !== "") {
    say(text ? "書きかけの文があります。先に出すか消してから、もう一度押してください。" : "いまは付箋を書けません。書いた文は残っています。", true);
    return;
  }
  text.closest("details")?.setAttribute("open", "");
  text.value = get(form.fields, "text");
  draft();
  local(form)?.remove();
  forget(form);
  text.focus();
}

function element(name, kind, ...inside) {
  const made = document.createElement(name);
  made.className = kind;
  made.append(...inside);
  return made;
}

function button(words, work) {
  const made = element("button", "", words);
  made.type = "button";
  made.addEventListener("click", work);
  return made;
}

// ---- What is typed, ticked and copied

/** Keeps what is being typed, also when the tab dies. */
function draft() {
  const text = document.getElementById("text")?.value ?? "";
  inStorage((storage) => text ? storage.setItem(DRAFT, text) : storage.removeItem(DRAFT));
}

function restore() {
  const text = document.getElementById("text");
  if (!text || !main.dataset.board) return;
  if (!text.value && !going) text.value = inStorage((storage) => storage.getItem(DRAFT)) ?? "";
  // What is begun is not put away, unless by its author.
  const around = text.closest("details:not([data-own-shown])");
  around?.setAttribute("data-own-shown", "");
  if (text.value) around?.setAttribute("open", "");
}

function countTicks() {
  const form = document.getElementById("gather");
  if (!form) return;
  const count = document.querySelectorAll("input[name=tick]:checked").length;
  const words = count > 0 ? `${count}個を選んでいます` : "まとめたい付箋を押して選んでください";
  const place = document.getElementById("ticked");
  if (place.textContent !== words) place.textContent = words;
  form.setAttribute("data-own-ticked", String(count));
}

/** The phone is handed on: what still waits to be sent is not the next person's. */
async function leave(event, form) {
  event.preventDefault();
  const waits = outbox.length > 0;
  if (waits && !confirm("まだ送れていないものがあります。参加をやめると、送らずに消えます。やめますか。")) return;
  await Promise.all(outbox.map(forget));
  inStorage((storage) => storage.removeItem(DRAFT));
  form.submit();
}

function copy() {
  const letters = document.getElementById("letters");
  const copied = navigator.clipboard?.writeText(letters.textContent) ?? Promise.reject();
  copied.then(() => { document.getElementById("copy").textContent = "コピーしました"; },
    () => getSelection().selectAllChildren(letters));
}

/** The keyboard of the phone shall not hide what one writes into: the thumb stands above it. */
function aboveKeyboard() {
  const seen = window.visualViewport;
  const hidden = Math.max(0, window.innerHeight - seen.height - seen.offsetTop);
  document.getElementById("thumb")?.style.setProperty("bottom", `${hidden}px`);
}

if (me) {
  document.addEventListener("input", (event) => { if (event.target.id === "text" && main.dataset.board) draft(); });
  document.addEventListener("change", (event) => { if (event.target.name === "tick") countTicks(); });
  document.addEventListener("click", (event) => { if (event.target.id === "copy") copy(); });
  document.addEventListener("live", () => { restore(); shown(); forgetPraise(); });
  window.visualViewport?.addEventListener("resize", aboveKeyboard);
  window.visualViewport?.addEventListener("scroll", aboveKeyboard);
  const button = document.getElementById("copy");
  if (button) button.hidden = false;
  restore();
  countTicks();
  recall(path, me).then(() => { shown(); sendNow(); });
}
