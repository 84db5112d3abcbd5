/** Fetches JSON, or throws what the problem document says. */
export async function call(path, options) {
  const response = await fetch(path, options);
  const body = response.headers.get("content-type")?.includes("json") ? await response.json() : undefined;
  if (!response.ok) {
    const details = Object.values(body?.errors ?? {}).flat().join(" ");
    throw new Error(details || body?.detail || body?.title || `The service answered ${response.status}.`);
  }
  return { body, cache: response.headers.get("cache-status") };
}

/** Sends JSON, with headers of one's own. */
export const send = (method, path, body, headers = {}) => call(path, {
  method,
  headers: { "content-type": "application/json", ...headers },
  body: JSON.stringify(body),
});
