// The page's state: who is listed, whose dialog is open, what is new.
import { act, get, sendFile } from "/page/api.js";
import { day, drawKeys, drawMessage, make, paintAvatar, plain } from "/page/draw.js";

const $ = (id) => document.getElementById(id);
const CHAT = 2000000000;
const QUIET = 250; // milliseconds between redrawings while a campaign pours in
const state = { peer: 0, filter: "all", revision: 0, shown: "", pressed: new Set(), lines: [] };

const inChat = () => state.peer >= CHAT;
const where = () => (inChat() ? { user_id: Number($("member").value), peer_id: state.peer } : { user_id: state.peer });

function say(text) {
  $("snackbar").textContent = text;
  $("snackbar").hidden = false;
  clearTimeout(say.timer);
  say.timer = setTimeout(() => { $("snackbar").hidden = true; }, 5000);
}

async function attempt(work) {
  try { return await work(); } catch (error) { say(error.message); return null; }
}

const FILTERS = { all: () => true, written: (line) => line.count > 0, chats: (line) => line.chat };

async function drawPeople() {
  const found = await get(`/sandbox/people?search=${encodeURIComponent($("search").value)}`);
  $("school").textContent = found.school || found.community;
  state.lines = found.items;
  const lines = found.items.filter(FILTERS[state.filter]);
  $("list").replaceChildren(...lines.map(drawPerson));
  $("nobody").hidden = lines.length > 0;
}

function drawPerson(line) {
  const button = make("button", "person");
  button.type = "button";
  button.dataset.peer = line.id;
  button.setAttribute("aria-current", String(line.id === state.peer));
  const text = make("span", "person-text");
  const name = make("span", "person-name");
  name.append(make("span", "", line.title));
  if (line.count) name.append(make("span", "count", String(line.count)));
  text.append(name, make("div", "person-last", plain(line.last) || line.role));
  if (line.refuses) text.append(make("div", "refuses", "сообщения не разрешены"));
  button.append(paintAvatar(make("span"), line.title, line.id), text);
  button.addEventListener("click", () => { location.hash = String(line.id); });
  const item = make("li");
  item.append(button);
  return item;
}

async function openPeer() {
  state.peer = Number(location.hash.slice(1)) || 0;
  state.shown = "";
  document.body.classList.toggle("reading", state.peer > 0);
  $("open").hidden = !state.peer;
  $("welcome").hidden = state.peer > 0;
  for (const person of document.querySelectorAll(".person")) {
    person.setAttribute("aria-current", String(Number(person.dataset.peer) === state.peer));
  }
  if (state.peer) await drawDialog();
}

async function drawDialog() {
  const peer = state.peer;
  const dialog = await get(`/sandbox/dialogs/${peer}`);
  if (peer !== state.peer) return;
  showAnswers(dialog.answers);
  const shown = JSON.stringify([dialog.messages, dialog.keyboard, dialog.members, dialog.refuses]);
  if (shown === state.shown) return;
  const list = $("messages");
  const atEnd = !state.shown || list.scrollHeight - list.scrollTop - list.clientHeight < 80;
  state.shown = shown;
  drawHead(dialog);
  drawMessages(dialog);
  const keyboard = dialog.keyboard ? [drawKeys(dialog.keyboard, dialog.keyboard_cmid, press)] : [];
  $("keyboard").replaceChildren(...keyboard);
  if (!atEnd) return;
  const toEnd = () => { list.scrollTop = list.scrollHeight; };
  toEnd();
  // A picture has no height until it is here.
  for (const picture of list.querySelectorAll("img")) {
    if (!picture.complete) picture.addEventListener("load", toEnd, { once: true });
  }
}

function drawHead(dialog) {
  const line = state.lines.find((item) => item.id === state.peer);
  $("title").textContent = dialog.title;
  $("subtitle").textContent = line ? line.role : "";
  paintAvatar($("avatar"), dialog.title, state.peer);
  $("permission").hidden = inChat();
  $("allowed").checked = !dialog.refuses;
  $("as-whom").hidden = !inChat();
  const chosen = $("member").value;
  $("member").replaceChildren(...dialog.members.map((member) => new Option(member.name, member.id)));
  if (chosen && dialog.members.some((member) => String(member.id) === chosen)) $("member").value = chosen;
}

function drawMessages(dialog) {
  const items = [];
  let last = "";
  for (const message of dialog.messages) {
    if (day(message.date) !== last) items.push(make("li", "day", last = day(message.date)));
    items.push(drawMessage(message, { inChat: inChat(), me: where().user_id, press }));
  }
  if (!dialog.messages.length && !inChat()) items.push(startButton());
  $("messages").replaceChildren(...items);
}

function startButton() {
  const button = make("button", "start", "Начать");
  button.type = "button";
  button.addEventListener("click", () => attempt(() => act("start", where())));
  return button;
}

async function press(key, button) {
  key.disabled = true;
  const did = await attempt(() => act("press", { ...where(), ...button }));
  if (did?.event_id) state.pressed.add(did.event_id);
  if (did?.link) window.open(did.link, "_blank", "noopener");
  setTimeout(() => { key.disabled = false; }, 400);
}

function showAnswers(answers) {
  for (const { event_id: id, answer } of answers) {
    if (!state.pressed.delete(id)) continue;
    if (answer.type === "show_snackbar") say(answer.text);
    if (answer.type === "open_link") say(`Открывается ссылка: ${answer.link}`);
  }
}

async function write(event) {
  event.preventDefault();
  const text = $("text").value.trim();
  if (!text) return;
  if (await attempt(() => act("write", { ...where(), text }))) $("text").value = "";
}

async function attach() {
  const [file] = $("file").files;
  if (file) await attempt(() => sendFile(file, where()));
  $("file").value = "";
}

async function follow() {
  for (;;) {
    try {
      const news = await get(`/sandbox/live?since=${state.revision}`);
      if (news.revision !== state.revision) {
        state.revision = news.revision;
        await drawPeople();
        if (state.peer) await drawDialog();
      }
      await new Promise((done) => setTimeout(done, QUIET));
    } catch {
      state.revision = 0;
      await new Promise((done) => setTimeout(done, 2000));
    }
  }
}

function choose(event) {
  const filter = event.target.dataset.filter;
  if (!filter) return;
  state.filter = filter;
  for (const button of document.querySelectorAll("[data-filter]")) {
    button.setAttribute("aria-pressed", String(button.dataset.filter === filter));
  }
  drawPeople();
}

document.querySelector(".filters").addEventListener("click", choose);
$("search").addEventListener("input", () => attempt(drawPeople));
$("writer").addEventListener("submit", write);
$("text").addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey) write(event);
});
$("member").addEventListener("change", () => {
  state.shown = "";
  attempt(drawDialog);
});
$("file").addEventListener("change", attach);
$("back").addEventListener("click", () => { location.hash = ""; });
$("allowed").addEventListener("change", () => attempt(() => act($("allowed").checked ? "allow" : "deny", where())));
window.addEventListener("hashchange", () => attempt(openPeer));
await drawPeople();
await openPeer();
follow();
