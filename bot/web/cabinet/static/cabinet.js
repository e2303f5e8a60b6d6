// A little help where it saves work; every page does the same without it, but for live progress.
"use strict";

// On a phone the sections are a strip: the one that is open comes into view.
const here = document.querySelector("nav.main [aria-current]");
if (here?.offsetLeft + here?.offsetWidth > innerWidth) here.parentElement.scrollLeft = here.offsetLeft - 40;

// «Отметить всех на странице»
for (const all of document.querySelectorAll("[data-all]")) {
  all.closest("label").hidden = false;
  all.addEventListener("change", () => {
    for (const one of document.querySelectorAll(`input[name="${all.dataset.all}"]`)) one.checked = all.checked;
  });
}

// A select that narrows a table does so at once; not amid choosing with the arrow keys, there the button is next.
for (const form of document.querySelectorAll("form[data-auto]")) {
  let byKeys = false;
  form.addEventListener("keydown", () => { byKeys = true; });
  form.addEventListener("pointerdown", () => { byKeys = false; });
  form.addEventListener("change", (event) => { if (event.target.matches("select") && !byKeys) form.requestSubmit(); });
}

// What was refused is where one goes on; Esc folds what was unfolded.
document.querySelector("[aria-invalid=true]")?.focus();
document.addEventListener("keydown", (event) => {
  const unfolded = event.key === "Escape" && document.activeElement.closest("details[open]");
  if (!unfolded) return;
  unfolded.open = false;
  unfolded.querySelector("summary").focus();
});

// Files that are dropped anywhere on the box are sent as if they were chosen.
for (const box of document.querySelectorAll("[data-drop]")) {
  const input = box.querySelector("input[type=file]");
  for (const name of ["dragover", "dragenter"]) {
    box.addEventListener(name, (event) => { event.preventDefault(); box.classList.add("over"); });
  }
  box.addEventListener("dragleave", () => box.classList.remove("over"));
  box.addEventListener("drop", (event) => {
    event.preventDefault();
    box.classList.remove("over");
    if (event.dataTransfer.files.length) { input.files = event.dataTransfer.files; box.closest("form").requestSubmit(); }
  });
}

// Long work says that it is under way, and is not asked for twice.
for (const form of document.querySelectorAll("form[data-busy]")) {
  form.addEventListener("submit", (event) => {
    const button = event.submitter || form.querySelector("button");
    setTimeout(() => { button.disabled = true; button.textContent = form.dataset.busy; }, 0);
  });
}

// How a round goes, while it goes.
const live = document.querySelector("[data-live]");
if (live) {
  const source = new EventSource(live.dataset.live);
  source.addEventListener("standing", (event) => {
    const standing = JSON.parse(event.data);
    live.querySelector("progress").value = standing.settled;
    for (const [name, count] of Object.entries(standing.counts)) {
      const place = live.querySelector(`[data-count="${name}"]`);
      if (place) place.textContent = count;
    }
    live.querySelector("[data-left]").textContent = standing.left;
    if (standing.ended) { source.close(); location.reload(); }
  });
}

// A reminder's text follows what is chosen.
const sample = document.querySelector("[data-sample]");
if (sample) {
  const form = document.querySelector(sample.dataset.of);
  const show = async () => {
    const query = new URLSearchParams(new FormData(form));
    query.delete("_csrf");
    const answer = await fetch(`${sample.dataset.sample}?${query}`, { headers: { Accept: "text/plain" } });
    if (answer.ok) sample.textContent = await answer.text();
  };
  form.addEventListener("input", show);
}
