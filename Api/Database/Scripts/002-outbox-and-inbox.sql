-- What is still to be put on Kafka, written in the transaction that makes it true. A row is deleted when Kafka has it.
create table outbox (
    position     bigint generated always as identity primary key,   -- the messages of one order go out in this order
    message_id   uuid not null unique,
    order_id     uuid not null,
    type         text not null,
    payload      text not null,
    trace_parent text   -- of the request, so that the message belongs to the same trace
);

create index outbox_of_order on outbox (order_id, position);

-- Messages that took effect, written in the transaction of their effect: one that comes again has none.
create table inbox (
    message_id  uuid primary key,
    received_at timestamptz not null
);

-- Pieces that confirmed orders have a right to.
create table reserved_stock (
    product_id text primary key references products,
    pieces     bigint not null
);

-- Requests that were answered, so that one that is sent again is given the same answer.
create table idempotency_keys (
    key          text primary key,
    request_hash bytea not null,
    order_id     uuid not null,
    expires_at   timestamptz not null
);

insert into outbox (message_id, order_id, type, payload, trace_parent)
    select gen_random_uuid(), id, 'order-placed',
           json_build_object('orderId', id, 'total', total, 'placedAt', to_char(placed_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))::text,
           trace_parent
    from orders where announced_at is null order by placed_at;

insert into reserved_stock (product_id, pieces)
    select product_id, sum(quantity) from order_lines join orders on orders.id = order_id
    where status = 'confirmed' group by product_id;

drop index orders_to_announce;
alter table orders drop column announced_at, drop column trace_parent;
