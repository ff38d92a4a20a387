// Helpers of the other parts: `ready` runs code once the page is loaded, `all` finds elements,
// `create` makes one, and `on` listens to its events.

const ready = begin => document.addEventListener("DOMContentLoaded", begin);
const all = (what, within = document) => [...within.querySelectorAll(what)];
const create = (tag, name = "", words = "") => {
  const element = document.createElement(tag);
  if (name) element.className = name;
  element.textContent = words;
  return element;
};
const on = (element, events) => { for (const name in events) element.addEventListener(name, events[name]); };
