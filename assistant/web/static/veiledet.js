// Snarveier i den veiledede samtalen. De står også i listen «Tastatur» på siden.
const buttons = { h: "hopp", t: "tilbake" };
const fields = { n: "notat" };
const keys = document.getElementById("tastatur");

addEventListener("keydown", (event) => {
  const writing = event.target.closest?.("textarea, input, select");
  if (event.ctrlKey && event.key === "Enter") document.getElementById("lagre")?.click();
  else if (event.key === "?" && !writing) {
    keys.open = !keys.open;
    keys.querySelector("summary").focus();
  } else if (event.altKey && event.key in buttons) document.getElementById(buttons[event.key])?.click();
  else if (event.altKey && event.key in fields) document.getElementById(fields[event.key])?.focus();
  else if (event.altKey && event.key === "o") (document.querySelector(".omradevalg[aria-current]") ?? document.querySelector(".omradevalg"))?.focus();
  else return;
  event.preventDefault();
});
