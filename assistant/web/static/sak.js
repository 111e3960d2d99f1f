// Rettelser og notater i saken lagres uten at siden lastes på nytt: det en har åpnet og skrevet andre steder, blir stående.
const say = document.getElementById("varsel-si");
const FAILED = "Endringen ble ikke lagret. Last siden på nytt, og prøv igjen. Ta vare på det du har skrevet først.";
let sent = null;

function failed(form) {
  form.querySelector(".ikke-lagret")?.remove();
  const told = document.createElement("p");
  told.className = "feil ikke-lagret";
  told.setAttribute("role", "alert");
  told.textContent = FAILED;
  form.append(told);
}

document.addEventListener("htmx:before:request", (event) => {
  const form = event.detail.ctx.sourceElement;
  sent = form.dataset.fokus ? form : null;
  form.querySelector(".ikke-lagret")?.remove();
});

// Et svar som ikke er saken, som innloggingssiden, skal ikke ta plassen til den.
document.addEventListener("htmx:before:swap", (event) => {
  if (!sent || event.detail.ctx.text.includes('class="innhold"')) return;
  event.preventDefault();
  failed(sent);
});

document.addEventListener("htmx:error", () => { if (sent) failed(sent); });

document.addEventListener("htmx:after:swap", (event) => {
  if (!sent || event.detail.ctx.response.status >= 400) return;
  sent.reset();
  const place = document.getElementById(sent.dataset.fokus);
  if (place?.localName === "summary") place.parentElement.open = false;
  place?.focus();
  say.textContent = "";
  setTimeout(() => { say.textContent = "Lagret."; }, 50);
});
