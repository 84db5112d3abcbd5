import { call } from "./call.js";
import * as cart from "./cart.js";

const euros = new Intl.NumberFormat("en", { style: "currency", currency: "EUR" });
const $ = selector => document.querySelector(selector);
const copyOf = template => $(template).content.firstElementChild.cloneNode(true);

let products = [];

/** Runs something and says at a place what went wrong, until something goes well there again. */
async function tell(place, action) {
  const problem = $(place);
  try {
    await action();
    problem.hidden = true;
  } catch (error) {
    problem.textContent = error.message;
    problem.hidden = false;
  }
}

/** Does something to the cart and shows it, also where that went wrong. */
const change = action => tell("#problem", async () => {
  try {
    await action();
  } finally {
    showCart();
  }
});

async function showProducts() {
  const { body, cache } = await call("products");
  products = body;
  $("#cache").textContent = cache?.includes("hit") ? "read from Redis" : "read from PostgreSQL";
  $("#products").replaceChildren(...products.map(product => {
    const row = copyOf("#product");
    row.querySelector(".name").textContent = product.name;
    row.querySelector(".description").textContent = product.description;
    row.querySelector(".price").textContent = euros.format(product.price);
    const add = row.querySelector(".add");
    add.ariaLabel = `Add ${product.name}`;
    add.onclick = () => change(() => cart.add(product.id));
    return row;
  }));
}

function showCart() {
  const lines = Object.entries(cart.items).map(([id, quantity]) => {
    const product = products.find(one => one.id === id);
    return { id, quantity, name: product?.name ?? id, price: quantity * (product?.price ?? 0) };
  });
  $("#cart").replaceChildren(...lines.map(line => {
    const row = copyOf("#item");
    const label = row.querySelector("label");
    const input = row.querySelector("input");
    const remove = row.querySelector(".remove");
    label.textContent = line.name;
    label.htmlFor = input.id = `pieces-of-${line.id}`;
    input.value = line.quantity;
    input.onchange = () => change(() => cart.put(line.id, Number(input.value)));
    row.querySelector(".price").textContent = euros.format(line.price);
    remove.ariaLabel = `Remove ${line.name}`;
    remove.onclick = () => change(() => cart.remove(line.id));
    return row;
  }));
  $("#empty").hidden = lines.length > 0;
  $("#total").value = lines.length ? euros.format(lines.reduce((sum, line) => sum + line.price, 0)) : "";
  $("#checkout button").disabled = lines.length === 0;
}

async function showOrders() {
  const { body: orders } = await call("orders?limit=10");
  $("#none").hidden = orders.length > 0;
  $("#orders").replaceChildren(...orders.map(order => {
    const row = copyOf("#order");
    const id = row.querySelector(".id");
    row.className = order.status;
    row.querySelector(".status").textContent = order.status;
    row.querySelector(".lines").textContent = order.lines.map(line => `${line.quantity} × ${line.productId}`).join(", ");
    row.querySelector(".price").textContent = euros.format(order.total);
    id.textContent = order.id;
    id.href = `orders/${order.id}`;
    if (order.confirmedAt) {
      row.querySelector(".took").textContent = `after ${new Date(order.confirmedAt) - new Date(order.placedAt)} ms`;
    }
    return row;
  }));
  return orders;
}

/** Throws what the service says it has lost. */
async function checkHealth() {
  const health = await (await fetch("health")).text();
  if (health !== "Healthy") throw new Error(health);
}

let nextLook;

/** Looks at the orders again and again: often while one waits for its confirmation, seldom otherwise. */
async function follow() {
  clearTimeout(nextLook);
  let waiting = false;
  await tell("#lost", async () => {
    if (products.length === 0) await showProducts();
    waiting = (await showOrders()).some(order => order.status === "placed");
    await checkHealth();
  });
  clearTimeout(nextLook);
  nextLook = setTimeout(follow, waiting ? 250 : 3000);
}

$("#checkout").addEventListener("submit", async event => {
  event.preventDefault();
  await change(cart.order);
  follow();
});
await follow();
await change(cart.read);   // with the names and prices of the products
