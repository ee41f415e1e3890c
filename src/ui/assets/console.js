// The facilitator's console: presses go to the server without loading the page again, and single
// keys press the buttons that are needed most. Everything works without it.
"use strict";

/** Who is there is counted every 15 seconds, and is no event. */
const COUNTED = 15000;

/** Says what went wrong; an empty sentence takes it back. */
function say(sentence) {
  let said = document.getElementById("said");
  if (!said) {
    said = document.body.appendChild(document.createElement("p"));
    said.id = "said";
    said.setAttribute("role", "alert");
  }
  said.textContent = sentence;
  said.hidden = sentence === "";
}

// ---- Presses

document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-act]")) return;
  event.preventDefault();
  send(event.target, event.submitter);
});

/** Posts a form as the browser would, and looks at what became of it. */
async function send(form, button) {
  const fields = new URLSearchParams(new FormData(form, button));
  // The same until it has arrived: what is made twice with one id is made once.
  if (fields.has("id")) fields.set("id", (form.dataset.ownId ??= fields.get("id")));
  try {
    const { answer, text } = await request(form.action, {
      method: "POST",
      headers: { accept: "application/json" },
      body: fields,
    });
    // The code is not known here any more.
    if (answer.redirected) return void location.replace(answer.url);
    if (!answer.ok) return say(JSON.parse(text).sentence);
    say("");
    delete form.dataset.ownId;
    form.reset();
    if (form.matches("#write")) form.elements.text.focus();
    look(0);
  } catch {
    say("つながりません。届いたかどうかわかりません。画面を確かめて、もう一度押してください。書いた文は残っています。");
  }
}

// ---- Keys

const USE = "machikoe-console-keys";

function usesKeys() {
  return localStorage.getItem(USE) !== "no";
}

/** The switch shows what was chosen on this computer. */
function showSwitch() {
  const box = document.getElementById("use-keys");
  if (box) box.checked = usesKeys();
}

document.addEventListener("change", (event) => {
  if (event.target.id === "use-keys") localStorage.setItem(USE, event.target.checked ? "yes" : "no");
});

document.addEventListener("keydown", (event) => {
  const isTyping = event.target.closest?.("input:not([type=checkbox]), select, textarea");
  if (isTyping || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (!usesKeys() || event.repeat) return;
  if (press(event.key)) event.preventDefault();
});

/** Does what a key stands for; whether there was anything to do. */
function press(key) {
  if (key === "?") {
    const keys = document.getElementById("keys");
    keys.open = !keys.open;
    if (keys.open) keys.querySelector("summary").focus();
    return true;
  }
  const names = { "＋": "+", ";": "+", "−": "-" };
  const button = document.querySelector(`[data-key="${CSS.escape(names[key] ?? key)}"]`);
  const table = /^[1-9]$/.test(key) ? document.querySelector(`#t-${key} h2 a`) : null;
  if (table) table.focus();
  else button?.click();
  return Boolean(table ?? button);
}

setInterval(() => { if (!document.hidden) look(); }, COUNTED);
document.addEventListener("live", showSwitch);
showSwitch();
