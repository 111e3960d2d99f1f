/** Moving what is seen and what has focus inside the element. Nothing here runs because a message came, except scrolling. */

/** Bring the newest `count` messages into view on the scrolling surface, from the first of them when they do not fit together. */
export function show(surface: HTMLElement, root: ParentNode, count: number): void {
  const rows = [...root.querySelectorAll<HTMLElement>(".row")].slice(-Math.max(count, 1));
  const [first, last] = [rows[0], rows.at(-1)];
  if (!first || !last) return;
  const room = Math.min(surface.clientHeight, innerHeight) - height(root, ".top") - height(root, ".foot");
  const choices = height(root, ".choices") + height(root, ".panel");
  const needed = last.getBoundingClientRect().bottom - first.getBoundingClientRect().top + choices + 32;
  const behavior = matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
  const start = surface.scrollTop + first.getBoundingClientRect().top - surface.getBoundingClientRect().top - height(root, ".top") - 12;
  surface.scrollTo({ top: count && needed > room ? start : surface.scrollHeight, behavior });
}

function height(root: ParentNode, selector: string): number {
  return root.querySelector<HTMLElement>(selector)?.offsetHeight ?? 0;
}

/** A pressed button is gone: go on in the field, or beside it where the field would raise a keyboard over the talk. Without a field, by what can be done now. */
export function settle(root: ParentNode): void {
  const touch = matchMedia("(hover: none) and (pointer: coarse)").matches;
  (root.querySelector<HTMLElement>(touch ? ".composer" : "textarea") ?? root.querySelector<HTMLElement>(".panel"))?.focus({ preventScroll: true });
}
