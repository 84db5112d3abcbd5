import { call, send } from "./call.js";

/** How many pieces of which product, as the service answered last. */
export let items = {};

export const read = () => take(call("cart"));
export const put = (product, quantity) => take(send("PUT", `cart/items/${product}`, { quantity }));
export const remove = product => take(call(`cart/items/${product}`, { method: "DELETE" }));

/**
 * Orders what is in the cart, and empties it. However often that is asked for, by a double click or because no answer
 * came, it is one order: all of these requests have one key, until the cart was emptied or holds something else.
 */
export async function order() {
  const wish = { lines: Object.entries(items).map(([productId, quantity]) => ({ productId, quantity })) };
  const key = keyOf(JSON.stringify(wish));
  await send("POST", "orders", wish, { "Idempotency-Key": key });
  if (attempt()?.key !== key) return;   // another click was first, and the cart may hold something new by now
  await (emptying ??= empty().finally(() => emptying = undefined));
}

let emptying;
async function empty() {
  await take(call("cart", { method: "DELETE" }));
  sessionStorage.removeItem("order");
}

/** The latest of the answers counts: an earlier one that comes late says what was. */
let asked = 0;
async function take(request) {
  const mine = ++asked;
  const { body } = await request;
  if (mine === asked) items = body.items;
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
