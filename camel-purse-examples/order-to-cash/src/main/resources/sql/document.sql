-- A claimed document, its order, and the first check that fails, if any does. No row once the claim has expired. The
-- route is that of its kind; where its operation is known, the operation is followed and nothing else matters.
WITH document AS (
    SELECT d.id, d.kind, d.number, d.order_number, d.invoice_number, d.currency, d.decimals, d.received_at,
        d.amount AS to_move,
        CASE d.decimals WHEN 0 THEN CAST(CAST(d.amount AS BIGINT) AS VARCHAR)
            ELSE CAST(d.amount AS VARCHAR) END AS amount,
        d.operation_id, d.unresolved_since, d.claim,
        -- No other document has this one: none has a number that ends so.
        CASE d.kind WHEN 'FinalInvoice' THEN d.number || '/rest' ELSE d.number END AS reference,
        -- Whether the payment is read before the document is rejected: it may have been executed, or need nothing.
        CASE WHEN d.unresolved_since IS NOT NULL OR d.kind = 'FinalInvoice' THEN 'true' END AS verify,
        CASE WHEN d.operation_id IS NOT NULL AND o.payment_id IS NOT NULL AND d.kind <> 'Order' THEN 'follow'
            WHEN d.kind = 'FinalInvoice' THEN 'OrderCancellation' ELSE d.kind END AS route,
        o.authorized - o.captured - o.voided AS left_open,
        CASE WHEN d.operation_id IS NOT NULL AND o.payment_id IS NOT NULL AND d.kind <> 'Order' THEN 'getPayment'
            WHEN d.kind = 'Order' AND o.link_id IS NULL THEN 'createPaymentLink' WHEN d.kind = 'Order' THEN 'none'
            WHEN d.kind = 'Invoice' THEN 'capturePayment' WHEN d.kind = 'CreditNote' THEN 'refundPayment'
            WHEN o.payment_id IS NULL THEN 'cancelPaymentLink' ELSE 'voidPayment' END AS call,
        CASE d.kind WHEN 'Invoice' THEN 'captures' WHEN 'CreditNote' THEN 'refunds' ELSE 'voids' END AS operations,
        d.attempts, d.reason AS last_reason, o.created_at AS link_created_at,
        o.link_id, o.link_status, o.payment_id, o.currency AS order_currency,
        (SELECT e.state FROM business_document e WHERE e.identity = 'Order ' || d.order_number) AS order_state,
        (SELECT e.state FROM business_document e WHERE e.identity = 'Invoice ' || d.invoice_number
            AND e.order_number = d.order_number AND (d.kind = 'CreditNote' OR e.digest = d.digest)) AS invoice_state,
        (SELECT COUNT(*) FROM business_document e WHERE e.order_number = d.order_number AND e.kind = 'Invoice'
            AND e.state = 'manual') AS undecided_invoices,
        (SELECT COUNT(*) FROM business_document e WHERE e.order_number = d.order_number AND e.state = 'open'
            AND e.id < d.id AND e.kind <> 'CreditNote') AS earlier_open,
        -- What was captured for the invoice, less what other credit notes refund.
        (SELECT CAST(COALESCE(SUM(CASE e.kind WHEN 'Invoice' THEN e.moved ELSE -e.moved END), 0) AS NUMERIC(18, 2))
            FROM (SELECT b.*, COALESCE(CAST(b.operation_amount AS NUMERIC(18, 2))
                / CAST(POWER(10, b.decimals) AS BIGINT), b.amount) AS moved FROM business_document b) e
            WHERE e.order_number = d.order_number AND e.id <> d.id
              AND (e.identity = 'Invoice ' || d.invoice_number AND e.state = 'done'
                OR e.kind = 'CreditNote' AND e.invoice_number = d.invoice_number AND e.state IN ('done', 'manual')))
        AS refundable
    FROM business_document d LEFT JOIN sales_order o ON o.number = d.order_number
    WHERE d.id = :#${body[id]} AND d.state = 'open' AND d.claim = :#${body[claim]}
      AND d.claimed_until > CURRENT_TIMESTAMP),
failed_check AS (
    SELECT 1 AS rank, 'reject' AS decision, 'there is no such order' AS reason, 'cac:OrderReference/cbc:ID' AS field,
        order_number AS field_value, 'send the order first, then this document under a new number' AS remedy
    FROM document WHERE kind <> 'Order' AND link_id IS NULL
      AND COALESCE(order_state, 'rejected') NOT IN ('open', 'manual')
      AND received_at < CURRENT_TIMESTAMP
          - CAST(:#${properties:orderToCash.orderPeriod} AS NUMERIC(12, 3)) * INTERVAL '1' SECOND
    UNION ALL
    SELECT 2, 'later', 'the order has not arrived, or has no payment link yet', NULL, NULL, NULL
    FROM document WHERE kind <> 'Order' AND link_id IS NULL
    UNION ALL
    -- The link exists, and it is not known whether the shopper has received it.
    SELECT 2, 'done', 'the order is paid', NULL, NULL, NULL
    FROM document WHERE kind = 'Order' AND payment_id IS NOT NULL
    UNION ALL
    SELECT 3, 'reject', 'its payment link is ' || link_status, 'cbc:ID', number, 'send the order under a new number'
    FROM document WHERE kind = 'Order' AND link_status IN ('CANCELLED', 'EXPIRED')
    UNION ALL
    SELECT 4, 'manual', 'the payment link could not be sent: ' || last_reason, NULL, NULL,
        'send the shopper the address of the payment link, or cancel it, then set the document to done or rejected'
    FROM document WHERE kind = 'Order' AND last_reason IS NOT NULL AND link_created_at < CURRENT_TIMESTAMP
        - CAST(:#${properties:orderToCash.waitPeriod} AS NUMERIC(12, 3)) * INTERVAL '1' SECOND
    UNION ALL
    SELECT 3, 'reject', 'the order was not paid: its payment link is ' || link_status, 'cac:OrderReference/cbc:ID',
        order_number, 'send the order under a new number'
    FROM document WHERE kind IN ('Invoice', 'CreditNote') AND payment_id IS NULL
      AND link_status IN ('CANCELLED', 'EXPIRED')
    UNION ALL
    SELECT 4, 'later', 'the order is not paid yet', NULL, NULL, NULL
    FROM document WHERE kind IN ('Invoice', 'CreditNote') AND payment_id IS NULL
    UNION ALL
    SELECT 5, 'reject', 'the order was paid in ' || order_currency, 'cbc:DocumentCurrencyCode', currency,
        'send the document in the currency of the order, under a new number'
    FROM document WHERE kind <> 'Order' AND currency <> order_currency
    UNION ALL
    SELECT 6, 'later', 'invoice ' || invoice_number
            || CASE invoice_state WHEN 'manual' THEN ' waits for the decision of a person' ELSE ' is open' END,
        NULL, NULL, NULL
    FROM document WHERE kind IN ('CreditNote', 'FinalInvoice') AND invoice_state IN ('manual', 'open')
    UNION ALL
    SELECT 6, 'later', 'invoice ' || invoice_number || ' has not arrived', NULL, NULL, NULL
    FROM document WHERE kind = 'CreditNote' AND invoice_number IS NOT NULL AND invoice_state IS NULL
      AND received_at > CURRENT_TIMESTAMP
          - CAST(:#${properties:orderToCash.orderPeriod} AS NUMERIC(12, 3)) * INTERVAL '1' SECOND
    UNION ALL
    -- It was claimed before earlier ones because nobody had paid.
    SELECT 6, 'later', 'the order was paid meanwhile, and an earlier document of it is open', NULL, NULL, NULL
    FROM document WHERE kind = 'OrderCancellation' AND payment_id IS NOT NULL AND earlier_open > 0
    UNION ALL
    -- What it may still need must not be voided.
    SELECT 6, 'later', 'an invoice of the order waits for the decision of a person', NULL, NULL, NULL
    FROM document WHERE kind IN ('OrderCancellation', 'FinalInvoice') AND undecided_invoices > 0
    UNION ALL
    SELECT 7, 'reject', 'more than was captured for invoice ' || invoice_number || ' and is not refunded',
        'cac:LegalMonetaryTotal/cbc:PayableAmount', amount || ' ' || currency,
        'refund at most '
            || CASE decimals WHEN 0 THEN CAST(CAST(refundable AS BIGINT) AS VARCHAR)
                ELSE CAST(refundable AS VARCHAR) END || ' ' || currency || ', under a new number'
    FROM document WHERE kind = 'CreditNote' AND refundable < to_move AND invoice_number IS NOT NULL
    UNION ALL
    SELECT 7, 'done', 'nothing is to be captured', NULL, NULL, NULL
    FROM document WHERE kind = 'Invoice' AND to_move = 0
    UNION ALL
    SELECT 8, 'reject', 'the final invoice ' || number || ' captured nothing, so nothing is voided', 'cbc:ID', number,
        'send the final invoice under a new number, or an OrderCancellation'
    FROM document WHERE kind = 'FinalInvoice' AND COALESCE(invoice_state, 'rejected') = 'rejected'
    UNION ALL
    SELECT 9, 'done', 'nothing is left to void', NULL, NULL, NULL
    FROM document WHERE kind = 'FinalInvoice' AND left_open <= 0 AND unresolved_since IS NULL
    UNION ALL
    SELECT 0, 'manual', 'it is unknown since ' || TO_CHAR(unresolved_since AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS')
            || ' UTC whether the call was executed, and Purse may have forgotten its idempotency key', NULL, NULL,
        'search for an operation with the merchant reference ' || reference
            || ' at Purse, then set the document to done or rejected'
    FROM document WHERE unresolved_since < CURRENT_TIMESTAMP
        - CAST(:#${properties:orderToCash.followPeriod} AS NUMERIC(12, 3)) * INTERVAL '1' SECOND)
SELECT document.*, failed_check.decision, failed_check.reason, failed_check.field, failed_check.field_value,
    COALESCE(failed_check.remedy, 'check the operation at Purse; send a document under a new number') AS remedy
FROM document LEFT JOIN failed_check ON document.route <> 'follow' ORDER BY failed_check.rank FETCH FIRST 1 ROW ONLY
