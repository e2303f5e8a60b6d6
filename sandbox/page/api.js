// Everything the page asks of the sandbox. Errors carry the sandbox's own sentence.
async function answer(request) {
  const response = await request;
  const content = await response.json();
  if (!response.ok) throw new Error(content.error || "Песочница не ответила");
  return content;
}

export const get = (path) => answer(fetch(path));

const ACT = { vk: "/sandbox/act", max: "/sandbox/max/act" };

export const act = (platform, action, content) =>
  answer(fetch(`${ACT[platform]}/${action}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(content),
  }));

export function sendFile(platform, file, where) {
  const kind = file.type.startsWith("image/") ? "photo" : "document";
  const query = new URLSearchParams({ ...where, name: file.name });
  return answer(fetch(`${ACT[platform]}/${kind}?${query}`, {
    method: "POST",
    headers: { "Content-Type": "application/octet-stream" },
    body: file,
  }));
}
