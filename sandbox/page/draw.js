// Drawing: everything that people wrote goes in as text, never as markup.
export function make(tag, className, text) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
}

export function paintAvatar(element, title, id) {
  const words = title.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  element.className = `avatar tone-${Math.abs(id) % 6}`;
  element.textContent = words.slice(0, 2).map((word) => word[0].toUpperCase()).join("");
  return element;
}

const LINK = /(https?:\/\/[^\s<>"«»]+[^\s<>"«».,;:!?)])|\[(?:club|public|id)\d+\|([^\]]+)\]/g;

function words(text) {
  const block = make("div", "words");
  let from = 0;
  for (const match of text.matchAll(LINK)) {
    block.append(text.slice(from, match.index));
    block.append(match[1] ? link(match[1], match[1]) : make("b", "", match[2]));
    from = match.index + match[0].length;
  }
  block.append(text.slice(from));
  return block;
}

function link(address, text, className = "") {
  const element = make("a", className, text);
  if (/^https?:\/\//.test(address)) element.href = address;
  element.target = "_blank";
  element.rel = "noopener noreferrer";
  return element;
}

const SIZES = ["Б", "КБ", "МБ"];
function size(bytes) {
  let step = 0;
  while (bytes >= 1024 && step < 2) { bytes /= 1024; step += 1; }
  return `${bytes.toFixed(step ? 1 : 0)} ${SIZES[step]}`;
}

const ATTACHMENTS = {
  doc: (doc) => link(doc.url, `Файл: ${doc.title} · ${size(doc.size)}`, "file"),
  photo: (photo) => {
    const image = make("img", "photo");
    image.src = photo.sizes.at(-1).url;
    image.alt = "фотография";
    return image;
  },
  audio_message: (voice) => link(voice.link_mp3, `Голосовое сообщение, ${voice.duration} с`, "file"),
  contact: (contact) => make("div", "", `Контакт: ${contact.name}`),
  call: (call) => make("div", "", `Звонок, ${Math.max(1, Math.round(call.duration / 60))} мин`),
  sticker: (sticker) => {
    const image = make("img", "sticker");
    image.src = sticker.images[0].url;
    image.alt = "стикер";
    return image;
  },
};

const SERVICE = {
  chat_create: "создал(а) чат",
  chat_invite_user: "приглашает в чат",
  chat_invite_user_by_link: "заходит в чат по ссылке",
  chat_kick_user: "покидает чат",
  chat_title_update: "меняет название чата",
};

const time = (seconds) => new Date(seconds * 1000).toLocaleTimeString("ru", { hour: "2-digit", minute: "2-digit" });
export const day = (seconds) => new Date(seconds * 1000).toLocaleDateString("ru", { day: "numeric", month: "long" });

export const plain = (text) => text.replace(/\[(?:club|public|id)\d+\|([^\]]+)\]/g, "$1");

export function drawMessage(message, { inChat, me, press }) {
  if (message.action) return make("li", "service", `${message.name} ${SERVICE[message.action.type] || "меняет чат"}`);
  const item = make("li", `message ${message.from_id === me ? "mine" : ""}`);
  item.dataset.cmid = message.conversation_message_id;
  const bubble = make("div", "bubble");
  if (inChat ? message.from_id !== me : message.out) bubble.append(make("div", "author", message.name));
  if (message.text) bubble.append(words(message.text));
  for (const attachment of message.attachments) {
    const draw = ATTACHMENTS[attachment.type];
    bubble.append(draw ? draw(attachment[attachment.type]) : make("div", "", `Вложение: ${attachment.type}`));
  }
  bubble.append(make("span", "stamp", `${message.update_time ? "изменено · " : ""}${time(message.date)}`));
  item.append(bubble);
  if (message.keyboard?.inline) item.append(drawKeys(message.keyboard, message.keyboard_of, press));
  return item;
}

const KINDS = { location: "Отправить место", vkpay: "Оплатить", open_app: "Открыть приложение" };

export function drawKeys(keyboard, message, press) {
  const block = make("div", "buttons");
  keyboard.buttons.forEach((buttons, row) => {
    const line = make("div", "row");
    buttons.forEach(({ action, color }, column) => {
      const key = make("button", `key ${color || ""} ${action.type === "open_link" ? "link" : ""}`);
      key.type = "button";
      key.textContent = action.label || KINDS[action.type] || action.type;
      key.addEventListener("click", () => press(key, { ...message, row, column }));
      line.append(key);
    });
    block.append(line);
  });
  return block;
}
