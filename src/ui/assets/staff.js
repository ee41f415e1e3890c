// What the office's pages do besides showing: a chart as PNG, a table into Excel.
// Every page works without it; the buttons are hidden until it runs.
"use strict";

/** How many pixels of the PNG make one of the chart: sharp in print. */
const SHARPNESS = 2;

/** Says in the place beside a button how it went, also to screen readers. */
function say(button, sentence, failed) {
  const place = button.parentElement.querySelector("[role=status]");
  place.classList.toggle("failed", failed === true);
  // The same sentence a second time would not be read out.
  place.textContent = "";
  setTimeout(() => { place.textContent = sentence; }, 50);
}

/** Saves a file that was made in the browser. */
function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

/** Draws the SVG file of the link beside a button. */
async function drawn(button) {
  const image = new Image();
  image.src = button.parentElement.querySelector("a[download]").href;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = image.naturalWidth * SHARPNESS;
  canvas.height = image.naturalHeight * SHARPNESS;
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise((done) => canvas.toBlob(done, "image/png"));
  if (!blob) throw new Error("no picture");
  return blob;
}

async function savePng(button) {
  try {
    save(await drawn(button), button.dataset.png);
    say(button, "保存しました");
  } catch {
    say(button, "画像を作れませんでした。サインインが切れていないかを確かめて、もう一度お試しください。SVGは保存できます。", true);
  }
}

/** The lines of a cell: 「45.6」 above 「123」 is two. */
function linesOf(cell) {
  const copy = cell.cloneNode(true);
  copy.querySelectorAll(".away").forEach((unseen) => unseen.remove());
  copy.querySelectorAll("br").forEach((end) => end.replaceWith("\u2028"));
  return copy.textContent.split("\u2028").map((line) => line.replace(/\s+/g, " ").trim());
}

/**
 * A table as rows of texts. A cell over several columns or rows fills the first of them; a row
 * whose cells have two lines becomes two rows, so that every number is a number for Excel.
 */
function cellsOf(table) {
  const rows = [];
  if (table.caption) rows.push([linesOf(table.caption).join(" ")]);
  let taken = [];
  for (const row of table.rows) {
    const cells = [];
    const next = [];
    let column = 0;
    for (const cell of row.cells) {
      while (taken[column] > 0) {
        next[column] = taken[column] - 1;
        cells[column++] = [""];
      }
      const lines = linesOf(cell);
      for (let over = 0; over < cell.colSpan; over++) {
        next[column] = cell.rowSpan - 1;
        cells[column++] = over === 0 ? lines : [""];
      }
    }
    for (; column < taken.length; column++) {
      next[column] = Math.max((taken[column] || 0) - 1, 0);
      cells[column] = [""];
    }
    taken = next;
    const height = Math.max(1, ...cells.map((lines) => lines.length));
    for (let line = 0; line < height; line++) rows.push(cells.map((lines) => lines[line] || ""));
  }
  return rows;
}

const isNumber = (text) => /^[-\u2212]?[0-9][0-9,]*(\.[0-9]+)?$/.test(text);

/** As HTML for Excel: what is not a number stays a text, so that 1-3 is not the third of January. */
function asHtml(rows) {
  const escaped = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
  const cell = (text) => isNumber(text)
    ? `<td>${text.replace("\u2212", "-")}</td>`
    : `<td style="mso-number-format:'\\@'">${escaped(text)}</td>`;
  const row = (cells) => `<tr>${cells.map(cell).join("")}</tr>`;
  return `<meta charset="utf-8"><table>${rows.map(row).join("")}</table>`;
}

/** As text between tabs. A text that would be taken for a formula gets an apostrophe. */
function asText(rows) {
  const guarded = (text) => /^[=+\-@\uff1d\uff0b\uff0d\uff20]./.test(text) && !isNumber(text) ? `'${text}` : text;
  return rows.map((cells) => cells.map(guarded).join("\t")).join("\r\n");
}

/** Copies by the event of copying: it needs neither https nor a permission, and nothing is changed on the way. */
function copyByEvent(table, html, text) {
  const put = (event) => {
    event.clipboardData.setData("text/html", html);
    event.clipboardData.setData("text/plain", text);
    event.preventDefault();
  };
  // Some browsers copy only where something is selected.
  const selection = getSelection();
  selection.selectAllChildren(table);
  document.addEventListener("copy", put, { once: true });
  const done = document.execCommand("copy");
  document.removeEventListener("copy", put);
  selection.removeAllRanges();
  return done;
}

/** Copies by the newer interface, for browsers that have given up the other. */
async function copyByClipboard(html, text) {
  const blob = (kind, content) => new Blob([content], { type: kind });
  await navigator.clipboard.write([new ClipboardItem({
    "text/html": blob("text/html", html),
    "text/plain": blob("text/plain", text),
  })]);
}

async function copyTable(button) {
  try {
    const table = document.getElementById(button.dataset.copy);
    const rows = cellsOf(table);
    const [html, text] = [asHtml(rows), asText(rows)];
    if (!copyByEvent(table, html, text)) await copyByClipboard(html, text);
    say(button, "コピーしました。Excelに貼り付けられます。");
  } catch {
    say(button, "コピーできませんでした。表を選んで、Ctrl+Cでコピーしてください。", true);
  }
}

for (const [kind, act] of [["[data-png]", savePng], ["[data-copy]", copyTable]]) {
  for (const button of document.querySelectorAll(kind)) {
    button.hidden = false;
    button.addEventListener("click", () => act(button));
  }
}
