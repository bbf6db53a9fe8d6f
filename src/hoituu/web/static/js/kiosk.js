// The kiosk: an answer is safe at the first tap, without a network too; it resets itself, makes one
// of a burst, and sends what was half written. Without this script the page is a plain form.
const main = document.querySelector("[data-kiosk]");
const [ask, more, full] = ["ask", "more", "full"].map((id) => document.getElementById(id));
const [words, reach, thanks, label] = ["words", "reach", "thanks", "words-label"].map((id) => document.getElementById(id));
const [wrong, bye, about, languages] = ["reach-wrong", "bye", "about", "languages"].map((id) => document.getElementById(id));
const QUEUE = `hoituu-kiosk-${main.dataset.point}`;
const MOST = 2000; // answers kept while there is no network
const AT_ONCE = 25;
const THANKS_MS = 6000; // shown after a tap nobody writes to
const HOME_MS = 20000; // from another language, when nobody taps
const BYE_MS = 4000; // thanks after words
const WRITING_MS = 25000; // after the last key; a child or a phone call may come between
const LEANING_MS = 1500; // so soon after the faces are back it is no new person
const SEND_EVERY_MS = 5000;

let current = null; // the answer that is on the screen
let askedAt = 0;
let timer = 0;
let sending = false;

const read = () => {
  try {
    return JSON.parse(localStorage.getItem(QUEUE)) || [];
  } catch {
    return [];
  }
};
const write = (answers) => {
  try {
    localStorage.setItem(QUEUE, JSON.stringify(answers));
    return true;
  } catch {
    return false;
  }
};
const keep = (answer) => {
  const answers = read();
  const place = answers.findIndex((one) => one.id === answer.id);
  if (place >= 0) answers[place] = answer;
  else if (answers.length < MOST) answers.push(answer);
  else return false;
  return write(answers);
};
const newId = () => (crypto.randomUUID ? crypto.randomUUID() : `${Date.now()}-${Math.random().toString(36).slice(2)}-kiosk`);

const showFaces = () => {
  clearTimeout(timer);
  more.reset();
  show(ask);
  current = null;
  askedAt = Date.now();
  document.getElementById("t").focus({ preventScroll: true });
  goHome();
};
// Who comes next is asked in the house's own language again.
const goHome = () => {
  if (location.search) timer = setTimeout(() => location.replace(location.pathname), HOME_MS);
};
// What stands below the question and the other languages belong to the question alone.
const show = (part) => {
  for (const one of [ask, more, bye]) one.hidden = one !== part;
  for (const one of [about, languages]) if (one) one.hidden = part !== ask;
  wrong.hidden = true;
};
const showThanks = (low) => {
  for (const one of [thanks, label]) one.textContent = low ? one.dataset.low : one.dataset.good;
  show(more);
  thanks.focus({ preventScroll: true });
  wait(THANKS_MS);
};
const wait = (ms) => {
  clearTimeout(timer);
  timer = setTimeout(finish, ms);
};
const finish = () => {
  keepWritten();
  showFaces();
  send();
};
const showBye = () => {
  bye.textContent = reach.value.trim() ? bye.dataset.answer : bye.dataset.read;
  keepWritten();
  more.reset();
  show(bye);
  bye.focus({ preventScroll: true });
  send();
  wait(BYE_MS);
};
// As far as a page can tell; the server looks again, and loses nothing that is no number.
const reaches = (text) => /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(text) || /^[+\d][\d ()-]{5,24}$/.test(text);
const keepWritten = () => {
  if (!current || !(words.value.trim() || reach.value.trim())) return;
  Object.assign(current, { words: words.value, version: (current.version || 0) + 1 });
  keep(current);
};

let latest = null;
ask.addEventListener("submit", (event) => {
  event.preventDefault();
  const score = Number(event.submitter?.value);
  if (latest && Date.now() - askedAt < LEANING_MS) {
    // Somebody leans on it: one answer, and how many taps it was.
    latest.taps += 1;
    latest.version = (latest.version || 0) + 1;
    keep(latest);
    current = latest;
    showThanks(false);
    return;
  }
  current = { id: newId(), score, at: Date.now(), taps: 1, lang: document.documentElement.lang };
  if (!keep(current)) {
    full.hidden = false;
    return;
  }
  latest = current;
  full.hidden = true;
  showThanks("low" in (event.submitter?.dataset ?? {}));
  send();
});
more.addEventListener("input", () => wait(WRITING_MS));
more.addEventListener("submit", (event) => {
  event.preventDefault();
  const said = reach.value.trim();
  if (said && !reaches(said)) {
    wrong.hidden = false;
    reach.focus();
    wait(WRITING_MS);
    return;
  }
  if (current && said) current.reach = said;
  if (said || words.value.trim()) showBye();
  else finish();
});

const send = async () => {
  const batch = read().slice(0, AT_ONCE);
  if (sending || !batch.length) return;
  sending = true;
  try {
    const answer = await fetch(main.dataset.queue, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ sent_at: Date.now(), answers: batch }),
    });
    if (answer.ok) forget(await answer.json(), batch);
  } catch {
    // No network: it is kept, and tried again.
  } finally {
    sending = false;
  }
  if (read().length > batch.length) setTimeout(send, 50);
};
const forget = ({ kept, refused }, batch) => {
  const sent = new Map(batch.map((one) => [one.id, one.version]));
  const safe = new Set([...kept, ...Object.keys(refused)]);
  // What was written to meanwhile is newer than what was sent, and stays.
  write(read().filter((one) => !(safe.has(one.id) && sent.get(one.id) === one.version)));
};

window.addEventListener("pagehide", keepWritten);
window.addEventListener("online", send);
setInterval(send, SEND_EVERY_MS);
send();
goHome();

if ("serviceWorker" in navigator) {
  navigator.serviceWorker.register(main.dataset.offline, { scope: "/say/" }).then(async () => {
    const worker = (await navigator.serviceWorker.ready).active;
    const used = performance.getEntriesByType("resource").map((entry) => entry.name);
    worker.postMessage([location.href, ...used]);
    document.documentElement.dataset.offlineReady = "";
  });
}
