// Nye varsler med en gang, i alle vinduer. Uten skript vises de når siden lastes på nytt.
const say = document.getElementById("varsel-si");
const banner = document.getElementById("varsel-banner");
const list = document.getElementById("varsler");
const soundButton = document.getElementById("lyd");
const title = document.title.replace(/^\(\d+\) /, "");
const LEVELS = { akutt: "Akutt varsel", hoy: "Varsel, høyt nivå", avklar: "Varsel som må avklares" };
const open = new Set();
const shown = Number(document.querySelector("header")?.dataset.varsel ?? 0);   // kom et varsel mens siden ble hentet, er det også nytt
let waiting = 0;

// Listen blir stående mens noen skriver i den, og hentes når de er ferdige.
function refresh() {
  clearTimeout(waiting);
  const busy = list?.querySelector("details[open]");
  waiting = setTimeout(() => (busy ? refresh() : document.body.dispatchEvent(new Event("varsler-endret"))), busy ? 1000 : 150);
}

function count() {
  document.title = open.size ? `(${open.size}) ${title}` : title;
}

function tell(text) {
  say.textContent = "";
  setTimeout(() => { say.textContent = text; }, 50);
}

function changed(event, text) {
  const alert = JSON.parse(event.data);
  count();
  if (list) refresh();
  if (text) tell(text);
  return alert;
}

const source = new EventSource("/api/alerts");
source.addEventListener("varsel", (event) => {
  const alert = JSON.parse(event.data);
  open.add(alert.id);
  count();
  if (!alert.fresh && alert.id <= shown) return;
  tell(`${alert.assigned_at && !alert.assigned_to ? "Et varsel er gitt tilbake." : "Nytt varsel."} ${LEVELS[alert.level] ?? ""}.`);
  if (list) refresh();
  else banner.hidden = false;
  if (sound()) beep();
});
source.addEventListener("endret", (event) => {
  const alert = JSON.parse(event.data);
  changed(event, alert.unanswered_at ? "Et varsel er ikke besvart." : alert.assigned_to ? "Et varsel er overlevert." : "Et varsel er endret.");
});
source.addEventListener("kvittert", (event) => {
  open.delete(JSON.parse(event.data).id);
  changed(event, "");
  if (!open.size) banner.hidden = true;
});
// Kommer det ikke lenger varsler, må det synes: en stille innboks skal bety at det er stille.
const lost = document.getElementById("varsel-brudd");
let broken = 0;
let beenOpen = false;
source.addEventListener("open", () => {
  clearTimeout(broken);
  lost.hidden = true;
  if (list && beenOpen) refresh();     // det som skjedde mens linjen var brutt, skal også vises
  beenOpen = true;
});
source.addEventListener("error", () => {
  clearTimeout(broken);
  broken = setTimeout(() => { lost.hidden = false; }, source.readyState === EventSource.CLOSED ? 0 : 10000);
});
addEventListener("pagehide", () => source.close());

// Lyd er av til noen slår den på; valget huskes i denne nettleseren.
function sound() {
  return localStorage.getItem("kartlegging-lyd") === "ja";
}

function showSound() {
  soundButton.setAttribute("aria-pressed", String(sound()));
  soundButton.textContent = sound() ? "Lyd ved varsel: på" : "Lyd ved varsel: av";
}

function beep() {
  const audio = new AudioContext();
  const tone = audio.createOscillator();
  const volume = audio.createGain();
  tone.frequency.value = 660;
  volume.gain.setValueAtTime(0.15, audio.currentTime);
  volume.gain.exponentialRampToValueAtTime(0.001, audio.currentTime + 0.6);
  tone.connect(volume).connect(audio.destination);
  tone.start();
  tone.stop(audio.currentTime + 0.6);
  tone.addEventListener("ended", () => audio.close());
}

soundButton.hidden = false;
showSound();
soundButton.addEventListener("click", () => {
  localStorage.setItem("kartlegging-lyd", sound() ? "nei" : "ja");
  showSound();
  if (sound()) beep();
});
