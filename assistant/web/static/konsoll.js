// Holder varslene i innboksen oppdatert. Uten skript vises de når siden lastes på nytt.
const list = document.getElementById("varsler");
const part = document.getElementById("varsler-del");
const say = document.getElementById("varsel-si");
const title = document.title.replace(/^\(\d+\) /, "");
let seen = new Set(numbers());
let waiting = 0;

function numbers() {
  return [...list.querySelectorAll("form")].map((form) => form.getAttribute("action"));
}

// Listen hentes ferdig laget fra tjenesten. Har noen fokus i den, blir fokus der.
async function refresh() {
  const answer = await fetch("/konsoll/varsler", { headers: { Accept: "text/html" } });
  if (!answer.ok || answer.redirected) return;
  const focused = list.contains(document.activeElement) ? document.activeElement.closest("form")?.getAttribute("action") : null;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  list.replaceChildren(...page.body.childNodes);
  if (focused) list.querySelector(`form[action="${CSS.escape(focused)}"] button`)?.focus();
  const now = numbers();
  const fresh = now.filter((number) => !seen.has(number)).length;
  seen = new Set(now);
  part.classList.toggle("varsel", now.length > 0);
  document.title = now.length ? `(${now.length}) ${title}` : title;
  if (fresh) say.textContent = fresh === 1 ? "Nytt varsel." : `${fresh} nye varsler.`;
}

function soon() {
  clearTimeout(waiting);
  waiting = setTimeout(() => refresh().catch(() => {}), 200);
}

const source = new EventSource("/api/alerts");
source.addEventListener("varsel", soon);
source.addEventListener("kvittert", soon);
addEventListener("pagehide", () => source.close());
