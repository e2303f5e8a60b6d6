// Everything the page asks of the sandbox. Errors carry the sandbox's own sentence.
async function answer(request) {
  const response = await request;
  const content = await response.json();
  if (!response.ok) throw new Error(content.error || "Песочница не ответила");
  return content;
}

export const get = (path) => answer(fetch(path));

export const act = (action, content) =>
  answer(fetch(`/sandbox/act/${action}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(content),
  }));

export function sendFile(file, where) {
  const kind = file.type.startsWith("image/") ? "photo" : "document";
  const query = new URLSearchParams({ ...where, name: file.name });
  return answer(fetch(`/sandbox/act/${kind}?${query}`, {
    method: "POST",
    headers: { "Content-Type": "application/octet-stream" },
    body: file,
  }));
}
