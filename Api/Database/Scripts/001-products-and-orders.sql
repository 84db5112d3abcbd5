create table products (
    id          text primary key check (id ~ '^[a-z0-9-]{1,64}$'),
    name        text not null,
    description text not null,
    price       numeric(10, 2) not null check (price >= 0)
);

create table orders (
    id           uuid primary key,
    status       text not null check (status in ('placed', 'confirmed')),
    total        numeric(14, 2) not null,
    placed_at    timestamptz not null,
    announced_at timestamptz,   -- when Kafka acknowledged it; until then it is announced again
    confirmed_at timestamptz,
    trace_parent text           -- of the request that placed it, so that its announcement belongs to the same trace
);

create index orders_newest on orders (placed_at desc);
create index orders_to_announce on orders (placed_at) where announced_at is null;

create table order_lines (
    order_id   uuid not null references orders,
    product_id text not null references products,
    quantity   integer not null check (quantity > 0),
    unit_price numeric(10, 2) not null,
    primary key (order_id, product_id)
);

insert into products (id, name, description, price) values
    ('tea',      'Darjeeling tea',  'First flush, 100 g, loose leaves',     12.50),
    ('coffee',   'Filter coffee',   'Washed, light roast, 250 g, beans',     9.80),
    ('cup',      'Stoneware cup',   'Holds 300 ml, fits the dishwasher',    14.00),
    ('pot',      'Glass tea pot',   'Holds 1 l, with a strainer of steel',  32.00),
    ('honey',    'Forest honey',    'From one valley, 500 g',                8.20),
    ('biscuits', 'Oat biscuits',    'Sixteen of them, baked twice',          4.60);
