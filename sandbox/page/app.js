// The page's state: who is listed, whose dialog is open, what is new.
import { act, get, sendFile } from "/page/api.js";
import { day, drawKeys, drawMessage, make, paintAvatar, plain } from "/page/draw.js";

const $ = (id) => document.getElementById(id);
const QUIET = 250; // milliseconds between redrawings while a campaign pours in
const state = {
  platform: "vk", peer: 0, chat: false, filter: "all", revision: 0, shown: "", pressed: new Set(), lines: [],
};

// A chat is named as each messenger names it.
const CHAT_FIELD = { vk: "peer_id", max: "chat_id" };
const PERMISSION = { vk: "можно писать", max: "бот запущен" };
const ALLOWING = { vk: ["allow", "deny"], max: ["start", "stop"] };
const where = () => (state.chat
  ? { user_id: Number($("member").value), [CHAT_FIELD[state.platform]]: state.peer }
  : { user_id: state.peer });
const does = (action, content) => act(state.platform, action, content);
const addressOf = (platform, peer) => (platform === "vk" ? `#${peer}` : `#${platform}:${peer}`);

function say(text) {
  $("snackbar").textContent = text;
  $("snackbar").hidden = false;
  clearTimeout(say.timer);
  say.timer = setTimeout(() => { $("snackbar").hidden = true; }, 5000);
}

async function attempt(work) {
  try { return await work(); } catch (error) { say(error.message); return null; }
}

const FILTERS = {
  all: () => true, written: (line) => line.count > 0, unread: (line) => line.unread > 0, chats: (line) => line.chat,
};

async function drawPeople() {
  const found = await get(`/sandbox/people?platform=${state.platform}&search=${encodeURIComponent($("search").value)}`);
  $("school").textContent = found.school || found.community;
  $("hint").textContent = found.hint;
  $("hint").hidden = !found.hint;
  state.lines = found.items;
  drawMessengers(found.messengers);
  const lines = found.items.filter(FILTERS[state.filter]);
  $("list").replaceChildren(...lines.map(drawPerson));
  $("nobody").hidden = lines.length > 0;
}

const REFUSES = { vk: "сообщения не разрешены", max: "не нажимал(а) «Начать»" };

function drawMessengers(messengers) {
  $("messengers").hidden = messengers.length < 2;
  const buttons = messengers.map(({ platform, messenger }) => {
    const button = make("button", "", messenger);
    button.type = "button";
    button.setAttribute("aria-pressed", String(platform === state.platform));
    button.addEventListener("click", () => { location.hash = addressOf(platform, 0); });
    return button;
  });
  if ($("messengers").textContent !== messengers.map((one) => one.messenger).join("")) {
    $("messengers").replaceChildren(...buttons);
    return;
  }
  messengers.forEach(({ platform }, place) => {
    $("messengers").children[place].setAttribute("aria-pressed", String(platform === state.platform));
  });
}

function drawPerson(line) {
  const button = make("button", "person");
  button.type = "button";
  button.dataset.peer = line.id;
  button.setAttribute("aria-current", String(line.id === state.peer));
  const text = make("span", "person-text");
  const name = make("span", "person-name");
  name.append(make("span", "", line.title));
  if (line.unread) {
    const count = make("span", "count", String(line.unread));
    count.setAttribute("aria-label", `непрочитанных: ${line.unread}`);
    name.append(count);
  }
  text.append(name, make("div", "person-last", plain(line.last) || line.role));
  if (line.refuses) text.append(make("div", "refuses", REFUSES[state.platform]));
  button.append(paintAvatar(make("span"), line.title, line.id), text);
  button.addEventListener("click", () => { location.hash = addressOf(state.platform, line.id); });
  const item = make("li");
  item.append(button);
  return item;
}

async function openPeer() {
  const [peer, platform] = location.hash.slice(1).split(":").reverse();
  const moved = (platform || "vk") !== state.platform;
  state.platform = platform || "vk";
  state.peer = Number(peer) || 0;
  state.shown = "";
  document.body.classList.toggle("reading", state.peer !== 0);
  $("open").hidden = !state.peer;
  $("welcome").hidden = state.peer !== 0;
  if (moved) await drawPeople();
  for (const person of document.querySelectorAll(".person")) {
    person.setAttribute("aria-current", String(Number(person.dataset.peer) === state.peer));
  }
  if (!state.peer) return;
  await drawDialog();
  await drawPeople();
  if (matchMedia("(hover: hover)").matches) $("text").focus();
}

async function drawDialog() {
  const peer = state.peer;
  const dialog = await get(`/sandbox/dialogs/${peer}?platform=${state.platform}`);
  if (peer !== state.peer) return;
  state.chat = dialog.chat;
  showAnswers(dialog.answers);
  const shown = JSON.stringify([dialog.messages, dialog.keyboard, dialog.members, dialog.refuses, dialog.bot_inside]);
  if (shown === state.shown) return;
  const list = $("messages");
  const atEnd = !state.shown || list.scrollHeight - list.scrollTop - list.clientHeight < 80;
  state.shown = shown;
  drawHead(dialog);
  drawMessages(dialog);
  const keyboard = dialog.keyboard ? [drawKeys(dialog.keyboard, dialog.keyboard_of, press)] : [];
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
  $("permission").hidden = state.chat;
  $("add-bot").hidden = dialog.bot_inside;
  $("allowed").checked = !dialog.refuses;
  $("permission-words").textContent = PERMISSION[state.platform];
  $("as-whom").hidden = !state.chat;
  const chosen = $("member").value;
  $("member").replaceChildren(...dialog.members.map((member) => new Option(member.name, member.id)));
  if (chosen && dialog.members.some((member) => String(member.id) === chosen)) $("member").value = chosen;
}

function drawMessages(dialog) {
  const items = [];
  let last = "";
  for (const message of dialog.messages) {
    if (day(message.date) !== last) items.push(make("li", "day", last = day(message.date)));
    items.push(drawMessage(message, { inChat: state.chat, me: where().user_id, press }));
  }
  if (!state.chat && (state.platform === "max" ? dialog.refuses : !dialog.messages.length)) items.push(make("li", "hint", EMPTY), startButton());
  $("messages").replaceChildren(...items);
}

const EMPTY = "Бот этому человеку ещё не писал. Нажмите «Начать» — и он покажет, что сделано и что осталось.";

function startButton() {
  const button = make("button", "start", "Начать");
  button.type = "button";
  button.addEventListener("click", () => attempt(() => does("start", where())));
  return button;
}

async function press(key, button) {
  key.disabled = true;
  const did = await attempt(() => does("press", { ...where(), ...button }));
  if (did?.event_id || did?.callback_id) state.pressed.add(did.event_id || did.callback_id);
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
  if (await attempt(() => does("write", { ...where(), text }))) $("text").value = "";
}

async function attach() {
  const [file] = $("file").files;
  if (file) await attempt(() => sendFile(state.platform, file, where()));
  $("file").value = "";
}

async function follow() {
  for (;;) {
    try {
      const news = await get(`/sandbox/live?since=${state.revision}`);
      if (news.revision !== state.revision) {
        state.revision = news.revision;
        if (state.peer) await drawDialog();
        await drawPeople();
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
$("add-bot").addEventListener("click", () => attempt(() => does("add_bot", where())));
$("back").addEventListener("click", () => { location.hash = ""; });
$("allowed").addEventListener("change", () => {
  attempt(() => does(ALLOWING[state.platform][$("allowed").checked ? 0 : 1], where()));
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.target.matches("input, textarea, select") || !state.peer) return;
  event.preventDefault();
  $("text").focus();
});
window.addEventListener("hashchange", () => attempt(openPeer));
await openPeer();
await drawPeople();
follow();
