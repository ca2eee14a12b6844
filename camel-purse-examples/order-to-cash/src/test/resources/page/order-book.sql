-- A day of a shop, for the pages that show it: H2 and PostgreSQL.
INSERT INTO sales_order (number, currency, decimals, amount, link_id, link_status, created_at, payment_id,
    payment_status, payment_version, authorized, captured, voided, refunded, paid_at, authorized_at, read_at,
    link_read_at)
SELECT v.number, v.currency, CASE v.currency WHEN 'JPY' THEN 0 ELSE 2 END, v.amount, 'pl_' || v.number, v.link,
    TIMESTAMP WITH TIME ZONE '2026-03-02 07:59:01+00' + v.created * INTERVAL '1' MINUTE,
    CASE v.link WHEN 'PAID' THEN 'pay_' || v.number END, CASE v.link WHEN 'PAID' THEN 'AUTHORIZED' END, 1,
    v.authorized, v.captured, v.voided, v.refunded,
    CASE v.link WHEN 'PAID' THEN
        TIMESTAMP WITH TIME ZONE '2026-03-02 08:04:00+00' + v.created * INTERVAL '1' MINUTE END,
    CASE v.link WHEN 'PAID' THEN CURRENT_TIMESTAMP END, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP
FROM (VALUES
    ('ORD-2001', 'EUR', 249.00, 'PAID', 1, 24900, 24900, 0, 0),
    ('ORD-2002', 'EUR', 89.90, 'PAID', 12, 8990, 8990, 0, 3990),
    ('ORD-2003', 'GBP', 420.00, 'PAID', 25, 42000, 25200, 16800, 0),
    ('ORD-2004', 'JPY', 27500, 'PAID', 31, 27500, 16500, 0, 5500),
    ('ORD-2005', 'EUR', 64.50, 'CREATED', 44, NULL, NULL, NULL, NULL),
    ('ORD-2006', 'EUR', 310.00, 'PAID', 52, 31000, 12000, 19000, 0),
    ('ORD-2007', 'CHF', 75.00, 'CANCELLED', 60, NULL, NULL, NULL, NULL),
    ('ORD-2008', 'EUR', 129.00, 'PAID', 71, 12900, 12900, 0, 1500),
    ('ORD-2009', 'USD', 1499.00, 'PAID', 85, 149900, 74950, 0, 0),
    ('ORD-2010', 'EUR', 58.20, 'PAID', 96, 5820, 0, 5820, 0),
    ('ORD-2011', 'EUR', 940.00, 'PAID', 103, 94000, 0, 0, 0))
    AS v (number, currency, amount, link, created, authorized, captured, voided, refunded);

INSERT INTO business_document (identity, kind, number, order_number, currency, amount, content, digest, received_at,
    state, due_at, unresolved_since, operation_id, operation_status, operation_amount, reason, field, field_value,
    remedy, outcome_at, acknowledged_at)
SELECT v.kind || ' ' || v.number, v.kind, v.number, 'ORD-' || v.of_order, v.currency, v.amount, CAST('' AS BYTEA),
    v.number, TIMESTAMP WITH TIME ZONE '2026-03-02 08:00:00+00' + v.minutes * INTERVAL '1' MINUTE, v.state,
    TIMESTAMP WITH TIME ZONE '2100-01-01 00:00:00+00',
    CASE v.status WHEN 'PENDING' THEN
        TIMESTAMP WITH TIME ZONE '2026-03-02 08:00:02+00' + v.minutes * INTERVAL '1' MINUTE END,
    CASE WHEN v.status IS NOT NULL THEN 'op_' || v.number END, v.status,
    CASE v.status WHEN 'SUCCESS' THEN CAST(v.amount * CASE v.currency WHEN 'JPY' THEN 1 ELSE 100 END AS BIGINT) END,
    v.reason, v.field, v.field_value, v.remedy,
    CASE v.state WHEN 'open' THEN NULL ELSE
        TIMESTAMP WITH TIME ZONE '2026-03-02 08:00:02+00' + v.minutes * INTERVAL '1' MINUTE END,
    CASE v.state WHEN 'open' THEN NULL ELSE
        TIMESTAMP WITH TIME ZONE '2026-03-02 08:00:03+00' + v.minutes * INTERVAL '1' MINUTE END
FROM (VALUES
    ('Order', 'ORD-2001', '2001', 'EUR', 249.00, 0, 'done', NULL, NULL, NULL, NULL, NULL),
    ('Order', 'ORD-2002', '2002', 'EUR', 89.90, 11, 'done', NULL, NULL, NULL, NULL, NULL),
    ('Order', 'ORD-2003', '2003', 'GBP', 420.00, 24, 'done', NULL, NULL, NULL, NULL, NULL),
    ('Order', 'ORD-2004', '2004', 'JPY', 27500, 30, 'done', NULL, NULL, NULL, NULL, NULL),
    ('Invoice', 'INV-7001', '2001', 'EUR', 249.00, 40, 'done', 'SUCCESS', NULL, NULL, NULL, NULL),
    ('Order', 'ORD-2005', '2005', 'EUR', 64.50, 43, 'done', NULL, NULL, NULL, NULL, NULL),
    ('Order', 'ORD-2006', '2006', 'EUR', 310.00, 51, 'done', NULL, NULL, NULL, NULL, NULL),
    ('Invoice', 'INV-7002', '2002', 'EUR', 89.90, 55, 'done', 'SUCCESS', NULL, NULL, NULL, NULL),
    ('Order', 'ORD-2007', '2007', 'CHF', 75.00, 59, 'done', NULL, NULL, NULL, NULL, NULL),
    ('OrderCancellation', 'CAN-8001', '2007', NULL, NULL, 66, 'done', 'CANCELLED', NULL, NULL, NULL, NULL),
    ('Order', 'ORD-2008', '2008', 'EUR', 129.00, 70, 'done', NULL, NULL, NULL, NULL, NULL),
    ('Invoice', 'INV-7003', '2003', 'GBP', 252.00, 78, 'done', 'SUCCESS', NULL, NULL, NULL, NULL),
    ('Order', 'ORD-2009', '2009', 'USD', 1499.00, 84, 'done', NULL, NULL, NULL, NULL, NULL),
    ('OrderCancellation', 'CAN-8002', '2003', 'GBP', 168.00, 90, 'done', 'SUCCESS', NULL, NULL, NULL, NULL),
    ('Order', 'ORD-2010', '2010', 'EUR', 58.20, 95, 'done', NULL, NULL, NULL, NULL, NULL),
    ('Order', 'ORD-2011', '2011', 'EUR', 940.00, 102, 'done', NULL, NULL, NULL, NULL, NULL),
    ('Invoice', 'INV-7004', '2004', 'JPY', 16500, 110, 'done', 'SUCCESS', NULL, NULL, NULL, NULL),
    ('Invoice', 'INV-7005', '2005', 'EUR', 64.50, 112, 'open', NULL, 'the order is not paid yet', NULL, NULL, NULL),
    ('Invoice', 'INV-7006', '2006', 'EUR', 120.00, 118, 'done', 'SUCCESS', NULL, NULL, NULL, NULL),
    ('Invoice', 'INV-7008', '2008', 'EUR', 129.00, 121, 'done', 'SUCCESS', NULL, NULL, NULL, NULL),
    ('OrderCancellation', 'CAN-8003', '2010', 'EUR', 58.20, 127, 'done', 'SUCCESS', NULL, NULL, NULL, NULL),
    ('CreditNote', 'CN-9001', '2002', 'EUR', 39.90, 133, 'done', 'SUCCESS', NULL, NULL, NULL, NULL),
    ('CreditNote', 'CN-9002', '2004', 'JPY', 5500, 140, 'done', 'SUCCESS', NULL, NULL, NULL, NULL),
    ('OrderCancellation', 'CAN-8004', '2006', 'EUR', 190.00, 142, 'done', 'SUCCESS', NULL, NULL, NULL, NULL),
    ('Invoice', 'INV-7007', '2006', 'EUR', 160.00, 144, 'rejected', NULL,
        'capturePayment was rejected: the payment has nothing left for it', 'cbc:PayableAmount', '160.00 EUR',
        'correct what Purse objects to, and send the document under a new number'),
    ('Invoice', 'INV-7009', '2009', 'USD', 749.50, 150, 'done', 'SUCCESS', NULL, NULL, NULL, NULL),
    ('Invoice', 'INV-7010', '2009', 'USD', 749.50, 158, 'open', 'PENDING', 'the operation is PENDING', NULL, NULL,
        'see what became of the operation at Purse, then set the document to done or rejected'),
    ('Invoice', 'INV-7011', '2011', 'EUR', 940.00, 161, 'manual', 'CONFLICT', 'capturePayment ended in CONFLICT', NULL,
        NULL, 'check the operation at Purse; to try again, send the document under a new number'))
    AS v (kind, number, of_order, currency, amount, minutes, state, status, reason, field, field_value, remedy);

INSERT INTO order_event (order_number, at, event)
SELECT 'ORD-2006', TIMESTAMP WITH TIME ZONE '2026-03-02 08:00:02+00' + v.minutes * INTERVAL '1' MINUTE, v.event
FROM (VALUES
    (51, 'Order ORD-2006: done, the shopper has the payment link'),
    (56, 'notified: paymentLink is PAID'),
    (118, 'Invoice INV-7006: done, the operation is SUCCESS'),
    (119, 'notified: payment is AUTHORIZED'),
    (142, 'OrderCancellation CAN-8004: done, the operation is SUCCESS'),
    (144, 'Invoice INV-7007: reject, capturePayment was rejected: the payment has nothing left for it'))
    AS v (minutes, event);
