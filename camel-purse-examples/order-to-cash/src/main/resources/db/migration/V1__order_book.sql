-- The order book: which documents arrived, what became of each, and the state of each order's payment at Purse.
-- PostgreSQL, and H2 in its PostgreSQL mode.

-- A document's only state is its row. The identity is kind and number; a document that is rejected on arrival has the
-- identity "rejected" and its digest, so that a corrected one may use the number.
-- PostgreSQL counts the characters of a text, H2 the UTF-16 units, of which a character may need two: a column
-- for 200 characters has 400.
CREATE TABLE business_document (
    id               BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    identity         VARCHAR(400) NOT NULL UNIQUE,
    kind             VARCHAR(80) NOT NULL,
    number           VARCHAR(400) NOT NULL,
    order_number     VARCHAR(400) NOT NULL,
    invoice_number   VARCHAR(400),
    currency         VARCHAR(3),
    -- How many the currency has: none where the amount is a whole number.
    decimals         SMALLINT,
    amount           NUMERIC(18, 2),
    content          BYTEA NOT NULL,
    digest           VARCHAR(64) NOT NULL,
    received_at      TIMESTAMP WITH TIME ZONE DEFAULT CURRENT_TIMESTAMP NOT NULL,

    state            VARCHAR(10) NOT NULL CHECK (state IN ('open', 'done', 'rejected', 'manual')),
    due_at           TIMESTAMP WITH TIME ZONE DEFAULT CURRENT_TIMESTAMP NOT NULL,
    -- Since the document arrived, or since a notification about its order.
    attempts         INTEGER DEFAULT 0 NOT NULL,
    -- Which instance works on the document or acknowledges it, and until when no other one may.
    claimed_by       VARCHAR(100),
    claimed_until    TIMESTAMP WITH TIME ZONE,
    -- What the instance has claimed at once.
    claim            VARCHAR(100),
    -- Since when the outcome of the document's operation is unknown.
    unresolved_since TIMESTAMP WITH TIME ZONE,

    operation_id     VARCHAR(255),
    operation_status VARCHAR(40),
    -- In minor units.
    operation_amount BIGINT,
    reason           VARCHAR(2000),
    field            VARCHAR(400),
    field_value      VARCHAR(400),
    remedy           VARCHAR(500),
    outcome_at       TIMESTAMP WITH TIME ZONE,
    acknowledged_at  TIMESTAMP WITH TIME ZONE
);

CREATE INDEX business_document_due ON business_document (state, due_at);
CREATE INDEX business_document_unacknowledged ON business_document (acknowledged_at);
CREATE INDEX business_document_of_digest ON business_document (digest);
CREATE INDEX business_document_of_order ON business_document (order_number, id);

CREATE TABLE sales_order (
    number           VARCHAR(255) PRIMARY KEY,
    currency         VARCHAR(3) NOT NULL,
    -- How many digits of the minor unit the currency has.
    decimals         SMALLINT NOT NULL,
    amount           NUMERIC(18, 2) NOT NULL,
    link_id          VARCHAR(255) NOT NULL UNIQUE,
    link_status      VARCHAR(40) NOT NULL,
    link_version     BIGINT,
    -- When the link was read last, none if it could not be; and when it was to be read last for want of a notification.
    link_read_at     TIMESTAMP WITH TIME ZONE,
    link_polled_at   TIMESTAMP WITH TIME ZONE,
    shopper_url      VARCHAR(2000),
    created_at       TIMESTAMP WITH TIME ZONE DEFAULT CURRENT_TIMESTAMP NOT NULL,
    -- The authorized payment, as read last; amounts in minor units.
    payment_id       VARCHAR(255),
    payment_status   VARCHAR(40),
    payment_version  BIGINT,
    authorized       BIGINT,
    captured         BIGINT,
    voided           BIGINT,
    refunded         BIGINT,
    -- When Purse created the payment: its authorization is about as old.
    authorized_at    TIMESTAMP WITH TIME ZONE,
    paid_at          TIMESTAMP WITH TIME ZONE,
    -- When the payment was read last; none if it never was or could not be.
    read_at          TIMESTAMP WITH TIME ZONE
);

CREATE INDEX sales_order_of_payment ON sales_order (payment_id);

-- Payment links of our orders that a notification named and that no order has: a process died when it had created one.
CREATE TABLE orphan_link (
    link_id          VARCHAR(255) PRIMARY KEY,
    order_number     VARCHAR(255) NOT NULL,
    link_status      VARCHAR(40),
    payment_id       VARCHAR(255),
    seen_at          TIMESTAMP WITH TIME ZONE DEFAULT CURRENT_TIMESTAMP NOT NULL
);

-- The night for which orders were reconciled last, YYYY-MM-DD, and which instance does it now: one row.
CREATE TABLE reconciliation (
    night            VARCHAR(10) NOT NULL,
    -- The night for which reading has begun, when that was, and how much was not read because Purse was unavailable.
    begun_for        VARCHAR(10),
    begun_at         TIMESTAMP WITH TIME ZONE,
    unread           INTEGER DEFAULT 0 NOT NULL,
    claimed_by       VARCHAR(100),
    claimed_until    TIMESTAMP WITH TIME ZONE
);

INSERT INTO reconciliation (night) VALUES (TO_CHAR(CURRENT_TIMESTAMP AT TIME ZONE '${timeZone}', 'YYYY-MM-DD'));

-- The history of an order, for people.
CREATE TABLE order_event (
    id               BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    order_number     VARCHAR(255) NOT NULL,
    at               TIMESTAMP WITH TIME ZONE DEFAULT CURRENT_TIMESTAMP NOT NULL,
    event            VARCHAR(3000) NOT NULL
);

CREATE INDEX order_event_of_order ON order_event (order_number, id);
