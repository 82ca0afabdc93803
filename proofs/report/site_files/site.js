"use strict";
// The pages are whole without this: it searches, copies, and opens what an address points into.
(() => {
  const field = document.getElementById("search");
  if (field) {
    const rows = [...document.querySelectorAll("[data-words]")];
    const parts = [...document.querySelectorAll("[data-part]")];
    const count = document.getElementById("found");
    const plain = (s) => s.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "");
    // Where an entry stands on this page, what it says before its first section is searched.
    const opening = (row) => {
      const found = [];
      const page = document.getElementById(row.querySelector("a").hash.slice(1));
      for (const part of page ? page.children : []) {
        if (/^(H2|DETAILS)$/.test(part.tagName)) break;
        found.push(part.textContent);
      }
      return found.join(" ");
    };
    const texts = rows.map((row) => plain(row.textContent + " " + (row.dataset.words || opening(row))));
    const search = () => {
      const words = plain(field.value).split(/\s+/).filter(Boolean);
      let shown = 0;
      rows.forEach((row, k) => {
        const hit = words.every((word) => texts[k].includes(word));
        row.hidden = !hit;
        shown += hit;
      });
      for (const part of parts) part.hidden = !part.querySelector("[data-words]:not([hidden])");
      count.textContent = words.length ? `${shown} found` : "";
    };
    field.closest(".search").hidden = false;
    field.addEventListener("input", search);
    if (field.value) search();
  }
  for (const box of document.querySelectorAll(".copy")) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "Copy";
    button.addEventListener("click", async () => {
      const pre = box.querySelector("pre");
      try {
        await navigator.clipboard.writeText(pre.textContent);
      } catch {
        const range = document.createRange();
        range.selectNodeContents(pre);
        const chosen = getSelection();
        chosen.removeAllRanges();
        chosen.addRange(range);
        document.execCommand("copy");
      }
      button.textContent = "Copied";
      setTimeout(() => { button.textContent = "Copy"; }, 1500);
    });
    box.append(button);
  }
  const open = () => {
    const name = decodeURIComponent(location.hash.slice(1));
    const target = name && document.getElementById(name);
    if (!target) return;
    for (let at = target; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
    target.scrollIntoView();
  };
  addEventListener("hashchange", open);
  open();
})();
