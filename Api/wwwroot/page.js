const euros = new Intl.NumberFormat("en", { style: "currency", currency: "EUR" });
const $ = selector => document.querySelector(selector);
const copyOf = template => $(template).content.firstElementChild.cloneNode(true);

let products = [];

/** Fetches JSON, or throws what the problem document says. */
async function call(path, options) {
  const response = await fetch(path, options);
  const body = response.headers.get("content-type")?.includes("json") ? await response.json() : undefined;
  if (!response.ok) {
    const details = Object.values(body?.errors ?? {}).flat().join(" ");
    throw new Error(details || body?.detail || body?.title || `The service answered ${response.status}.`);
  }
  return { body, cache: response.headers.get("cache-status") };
}

/** Runs something and says above the page what went wrong, until something goes well again. */
async function tell(action) {
  const problem = $("#problem");
  try {
    await action();
    problem.hidden = true;
  } catch (error) {
    problem.textContent = error.message;
    problem.hidden = false;
  }
}

async function showProducts() {
  const { body, cache } = await call("products");
  products = body;
  $("#cache").textContent = cache?.includes("hit") ? "read from Redis" : "read from PostgreSQL";
  $("#products").replaceChildren(...products.map(product => {
    const item = copyOf("#product");
    const input = item.querySelector("input");
    input.id = input.name = product.id;
    item.querySelector("label").htmlFor = product.id;
    item.querySelector(".name").textContent = product.name;
    item.querySelector(".description").textContent = product.description;
    item.querySelector(".price").textContent = euros.format(product.price);
    return item;
  }));
  showTotal();
}

/** The products that were asked for, with how many pieces of each. */
function wishedLines() {
  return products
    .map(product => ({ productId: product.id, quantity: Number(document.getElementById(product.id).value), price: product.price }))
    .filter(line => line.quantity > 0);
}

function showTotal() {
  const lines = wishedLines();
  $("#total").value = lines.length ? euros.format(lines.reduce((sum, line) => sum + line.quantity * line.price, 0)) : "";
  $("#wish button").disabled = lines.length === 0;
}

async function placeOrder() {
  const lines = wishedLines().map(({ productId, quantity }) => ({ productId, quantity }));
  await call("orders", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ lines }),
  });
  $("#wish").reset();
  showTotal();
  follow();
}

async function showOrders() {
  const { body: orders } = await call("orders?limit=10");
  $("#none").hidden = orders.length > 0;
  $("#orders").replaceChildren(...orders.map(order => {
    const item = copyOf("#order");
    const id = item.querySelector(".id");
    item.className = order.status;
    item.querySelector(".status").textContent = order.status;
    item.querySelector(".lines").textContent = order.lines.map(line => `${line.quantity} × ${line.productId}`).join(", ");
    item.querySelector(".price").textContent = euros.format(order.total);
    id.textContent = order.id;
    id.href = `orders/${order.id}`;
    if (order.confirmedAt) {
      item.querySelector(".took").textContent = `after ${new Date(order.confirmedAt) - new Date(order.placedAt)} ms`;
    }
    return item;
  }));
  return orders;
}

let nextLook;

/** Looks at the orders again and again: often while one waits for its confirmation, seldom otherwise. */
async function follow() {
  clearTimeout(nextLook);
  let waiting = false;
  await tell(async () => {
    if (products.length === 0) await showProducts();
    waiting = (await showOrders()).some(order => order.status === "placed");
  });
  clearTimeout(nextLook);
  nextLook = setTimeout(follow, waiting ? 250 : 3000);
}

$("#wish").addEventListener("input", showTotal);
$("#wish").addEventListener("submit", event => {
  event.preventDefault();
  tell(placeOrder);
});
follow();
