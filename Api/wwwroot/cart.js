import { call, send } from "./call.js";

/** How many pieces of which product, as the service answered last. */
export let items = {};

export const read = () => next(() => call("cart"));
export const put = (product, quantity) => next(() => send("PUT", `cart/items/${product}`, { quantity }));
export const add = product => next(() => send("PUT", `cart/items/${product}`, { quantity: (items[product] ?? 0) + 1 }));
export const remove = product => next(() => call(`cart/items/${product}`, { method: "DELETE" }));

/**
 * Orders what is in the cart, and empties it. However often that is asked for, by a double click or because no answer
 * came, it is one order: all of these requests have one key, until the cart was emptied or holds something else.
 */
export async function order() {
  await last;
  const wish = { lines: Object.entries(items).map(([productId, quantity]) => ({ productId, quantity })) };
  const key = keyOf(JSON.stringify(wish));
  await send("POST", "orders", wish, { "Idempotency-Key": key });
  if (attempt()?.key !== key) return;   // another click was first, and the cart may hold something new by now
  await (emptying ??= empty().finally(() => emptying = undefined));
}

let emptying;
async function empty() {
  await next(() => call("cart", { method: "DELETE" }));
  sessionStorage.removeItem("order");
}

/** One request after the other, so that the last answer says what is in the cart. */
let last = Promise.resolve();
function next(request) {
  const answer = last.then(async () => {
    items = (await request()).body.items;
  });
  last = answer.catch(() => {});   // whoever asked is told
  return answer;
}

/** The order that was asked for last and is not known to be done. It survives a reload of the page. */
const attempt = () => JSON.parse(sessionStorage.getItem("order"));

function keyOf(wish) {
  if (attempt()?.wish !== wish) {
    sessionStorage.setItem("order", JSON.stringify({ wish, key: newKey() }));
  }
  return attempt().key;
}

/** Random; crypto.randomUUID is there over HTTPS and on localhost only. */
function newKey() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, "0")).join("");
}
