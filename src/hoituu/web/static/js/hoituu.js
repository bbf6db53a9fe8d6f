// The desk works without this file; it adds keys, kept drafts, live lists and small comforts.
const $ = (selector, root = document) => root.querySelector(selector);
const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];

/* ---- Drafts: kept on every pause, and never inside anything that is swapped ---- */
const composer = $("[data-composer]");
const draft = $("#draft");
const PAUSE = 1200;
let timer;

let kept = true;

// What the text promises, offered below it; left alone while somebody is choosing there.
function offer(found) {
  const box = $("#found");
  if (box && !box.contains(document.activeElement)) box.innerHTML = found;
}

// What a good colleague would whisper, marked in the text; what was left so is told with the next
// pause. A remark that somebody has open stays as it is.
const taken = [];
function whisper(coached) {
  const box = $("#coached");
  if (!box || box.contains(document.activeElement)) return;
  box.innerHTML = coached;
  showRemarks();
}

function showRemarks() {
  $$("[data-remarks]").forEach((link) => { link.hidden = !$("#coached .finding"); });
  paint();
}

// The marks live in a mirror behind the plain text field, which works with every input method.
const SLOT = /\[\p{L}[^\]\n]{0,40}\]/gu;
function paint() {
  const mirror = $(".draft__mirror");
  if (!mirror) return;
  const text = draft.value;
  const spans = $$("#coached .finding")
    .map((one) => ({ at: nearest(one.dataset.said, Number(one.dataset.saidAt), text), length: one.dataset.said.length, stop: one.matches(".finding--stop") }))
    .concat([...text.matchAll(SLOT)].map((slot) => ({ at: slot.index, length: slot[0].length })))
    .filter((span) => span.at >= 0 && $('[name="kind"]:checked')?.value === "answer")
    .sort((one, other) => one.at - other.at);
  const parts = [];
  let end = 0;
  for (const { at, length, stop } of spans) {
    if (at < end) continue;
    const mark = document.createElement("mark");
    mark.textContent = text.slice(at, at + length);
    mark.classList.toggle("stop", Boolean(stop));
    parts.push(text.slice(end, at), mark);
    end = at + length;
  }
  mirror.replaceChildren(...parts, text.slice(end), "\n");
  mirror.scrollTop = draft.scrollTop;
}

// Where words stand now that stood somewhere when the remark was made: the place nearest to it.
function nearest(words, was, text) {
  let best = -1;
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) {
    if (best < 0 || Math.abs(at - was) < Math.abs(best - was)) best = at;
  }
  return best;
}

function use(finding) {
  const { find, fix, at: was, habit } = finding?.dataset ?? {};
  const at = fix ? nearest(find, Number(was), draft.value) : -1;
  if (at < 0) return;
  draft.focus();
  draft.setSelectionRange(at, at + find.length);
  taken.push(["used", habit]);
  finding.remove();
  insert(fix);
}

// What was taken or left since the last pause goes with what is sent.
function tell() {
  for (const [name, value] of taken.splice(0)) {
    const field = document.createElement("input");
    Object.assign(field, { type: "hidden", name, value });
    composer.append(field);
  }
}

function leave(finding) {
  taken.push(["leave", finding.dataset.mark]);
  finding.remove();
  draft.focus();
  keep();
}

async function keep() {
  const status = $("[data-status]");
  const data = new FormData(composer);
  data.delete("files");
  const told = taken.splice(0);
  told.forEach(([name, value]) => data.append(name, value));
  kept = true;
  try {
    const answer = await fetch(composer.action, {
      method: "POST", body: data, headers: { Accept: "application/json" }, keepalive: true,
    });
    if (!answer.ok || answer.redirected) throw new Error("not kept");
    status.textContent = composer.dataset.kept;
    const said = await answer.json();
    offer(said.found);
    whisper(said.coached);
  } catch { taken.unshift(...told); /* The next pause tries again, and the text is in the field. */ }
}

// The signature stands under what goes to the customer, and under nothing else.
function sign(kind) {
  const signature = composer.dataset.signature;
  if (!signature) return;
  const alone = draft.value.trim() === signature.trim();
  if (kind !== "answer" && kind !== "forward" && alone) draft.value = "";
  else if (kind === "answer" && !draft.value.trim()) {
    draft.value = `\n\n${signature}`;
    draft.setSelectionRange(0, 0);
  }
}

function insert(text) {
  const at = draft.selectionStart ?? draft.value.length;
  draft.setRangeText(text, at, draft.selectionEnd ?? at, "end");
  draft.dispatchEvent(new Event("input", { bubbles: true }));
  const slot = text.match(/\[[^\]]{1,40}\]/)?.[0];
  draft.focus();
  if (slot) {
    const from = draft.value.indexOf(slot, at);
    draft.setSelectionRange(from, from + slot.length);
  }
}

if (composer) {
  composer.addEventListener("input", () => {
    clearTimeout(timer);
    kept = false;
    timer = setTimeout(keep, PAUSE);
    paint();
  });
  draft.addEventListener("scroll", paint);
  composer.addEventListener("submit", () => { clearTimeout(timer); kept = true; tell(); });
  // What was written a moment ago is kept before another form leads away.
  document.addEventListener("submit", async (event) => {
    if (kept || event.defaultPrevented || event.target === composer || event.target.method === "dialog") return;
    event.preventDefault();
    clearTimeout(timer);
    await keep();
    event.target.requestSubmit(event.submitter);
  });
  // Who leaves in the middle of a sentence finds it again.
  window.addEventListener("pagehide", () => { if (!kept) keep(); });
  $$("[data-insert]").forEach((button) =>
    button.addEventListener("click", () => insert(button.dataset.insert)));
  $$('[name="kind"]').forEach((radio) => radio.addEventListener("change", () => {
    const to = $(".composer__to details");
    const field = $("#to");
    if (to && radio.value === "forward") { to.open = true; field.value = ""; field.focus(); }
    else if (field && !field.value) field.value = field.dataset.suggested;
    sign(radio.value);
  }));
  showRemarks();
  $("#coached")?.addEventListener("click", (event) => {
    const finding = event.target.closest(".finding");
    if (event.target.closest("[data-fix-this]")) { event.preventDefault(); use(finding); }
    else if (event.target.closest("[data-leave]")) { event.preventDefault(); leave(finding); }
  });
  composer.addEventListener("keydown", (event) => {
    if (event.key === "." && event.ctrlKey) { event.preventDefault(); use($('#coached .finding:not([data-fix=""])')); }
  });
  $("[data-noscript]")?.setAttribute("hidden", "");
  const mine = draft.value.indexOf(`\n\n${composer.dataset.signature}`);
  if (mine === 0) draft.setSelectionRange(0, 0);
}

/* ---- Ten seconds to undo: look again when they are over ---- */
const going = $("#going");
if (going) {
  const wait = Math.max(new Date(going.dataset.goesAt) - Date.now(), 0) + 1500;
  setTimeout(() => location.reload(), wait);
}

/* ---- Live lists: nothing moves under the pointer; new rows wait behind a button ---- */
const list = $("#list");
let held = false;

document.addEventListener("htmx:before:swap", (event) => {
  if (event.target.id === "rows" && held) {
    event.preventDefault();
    list.classList.add("list--held");
  }
});
if (list) {
  list.addEventListener("pointerenter", () => { held = true; });
  list.addEventListener("pointerleave", () => { held = false; });
  list.addEventListener("focusin", () => { held = true; });
  list.addEventListener("focusout", () => { held = false; });
  list.addEventListener("click", (event) => {
    if (!event.target.closest("[data-refresh]")) return;
    held = false;
    location.reload();
  });
}

/* ---- A conversation that grew while one was writing ---- */
document.addEventListener("htmx:after:swap", () => {
  const thread = $("#thread");
  const seen = $('[name="seen_id"]');
  if (!thread || !seen || Number(thread.dataset.latest) <= Number(seen.value)) return;
  const status = $("[data-status]");
  if (status) status.textContent = composer.dataset.changed;
});

/* The message being answered stays in view above the composer, also when the draft grows. */
function keepInView(thread, answered) {
  thread.scrollTop = thread.scrollHeight;
  if (!answered) return;
  const hidden = thread.getBoundingClientRect().top + 12 - answered.getBoundingClientRect().top;
  if (hidden > 0) thread.scrollTop -= hidden;
}
const thread = $("#thread");
if (thread) new ResizeObserver(() => keepInView($("#thread"), $("[data-answering]"))).observe(thread);

// On a phone the whole page scrolls: it opens at what is to be answered, not at how it began.
if (thread && !location.hash && matchMedia("(max-width: 48rem)").matches) {
  const answered = $("[data-answering]");
  if (answered && answered.getBoundingClientRect().bottom > innerHeight) answered.scrollIntoView();
}

$$("[data-print]").forEach((button) => button.addEventListener("click", () => window.print()));

/* ---- Keys: letters only, so they sit in the same place on a Finnish keyboard; off while typing ---- */
const choose = (kind) => {
  const radio = $(`[name="kind"][value="${kind}"]`);
  if (radio) { radio.checked = true; draft.focus(); }
};
const keys = {
  j: () => step(1),
  k: () => step(-1),
  m: () => $('[data-key="m"]')?.click(),
  v: () => choose("answer"),
  n: () => choose("note"),
  l: () => { const box = $("#promise"); if (box) { box.open = true; $("#due").focus(); } },
  r: () => $('[data-key="r"]')?.click(),
  h: () => { location.href = $('.rail a[href$="/search/"]').href; },
  "?": () => $("#keys")?.showModal(),
};

function step(by) {
  const links = $$(".item h3 a");
  const here = links.indexOf(document.activeElement);
  const current = here >= 0 ? here : links.findIndex((link) => link.ariaCurrent === "true");
  links[Math.max(0, Math.min(links.length - 1, current + by))]?.focus();
}

document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key === "Enter" && composer) {
    event.preventDefault();
    $('[name="send"]', composer).click();
    return;
  }
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  if (typing || event.ctrlKey || event.metaKey || event.altKey || document.body.dataset.keys === "off") return;
  const action = keys[event.key];
  if (action) { event.preventDefault(); action(); }
});
