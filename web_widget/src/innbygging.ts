/** Where this file came from, and the element for a page that holds nothing but the line with the script. */

/** The service is where the script lies, unless the element says otherwise. */
export const HOME = import.meta.url.replace(/\/widget\/[^/]*$/, "");

/** `<script type="module" src=… data-service=…>` alone gives the launcher; with `data-display="inline"` the talk stands where the script stands. */
export function embed(): void {
  const line = [...document.querySelectorAll<HTMLScriptElement>("script[src]")].find((script) => script.src === import.meta.url);
  if (!line || line.dataset["service"] === undefined || document.querySelector("kartlegging-chat")) return;
  const chat = document.createElement("kartlegging-chat");
  Object.assign(chat.dataset, { display: "launcher" }, line.dataset);
  if (chat.dataset["display"] === "launcher") document.body.append(chat);
  else line.after(chat);
}
