-- Where the documents and Purse differ, with the operation that would fix it, what could not be read,
-- authorizations that expire or have expired with money still open, and payment links that no order has.
WITH asked AS (
    SELECT d.order_number, MAX(d.decimals) AS decimals, MAX(d.currency) AS currency,
        MAX(CASE WHEN d.kind IN ('OrderCancellation', 'FinalInvoice') THEN 1 ELSE 0 END) AS closed,
        SUM(CASE d.kind WHEN 'Invoice' THEN d.moved ELSE 0 END) AS captured,
        SUM(CASE WHEN d.kind IN ('OrderCancellation', 'FinalInvoice') THEN d.moved ELSE 0 END) AS voided,
        SUM(CASE d.kind WHEN 'CreditNote' THEN d.moved ELSE 0 END) AS refunded
    FROM (SELECT b.order_number, b.kind, b.decimals, b.currency, COALESCE(b.operation_amount,
            CAST(b.amount * POWER(10, b.decimals) AS BIGINT), 0) AS moved
        FROM business_document b WHERE b.state = 'done' AND b.kind <> 'Order') d
    GROUP BY d.order_number),
paid_order AS (
    SELECT o.number, o.currency, o.decimals, o.payment_id, o.authorized_at,
        COALESCE(a.captured, 0) AS captured, COALESCE(a.voided, 0) AS voided, COALESCE(a.refunded, 0) AS refunded,
        COALESCE(a.closed, 0) AS closed, o.authorized, COALESCE(o.captured, 0) AS purse_captured,
        COALESCE(o.voided, 0) AS purse_voided, COALESCE(o.refunded, 0) AS purse_refunded
    FROM sales_order o LEFT JOIN asked a ON a.order_number = o.number
    WHERE o.payment_id IS NOT NULL AND o.read_at IS NOT NULL AND o.authorized IS NOT NULL),
difference AS (
    SELECT number, 'captured' AS what, captured AS documents, purse_captured AS purse, decimals, currency,
        CASE WHEN captured > purse_captured THEN 'purse:capturePayment over the difference'
            ELSE 'purse:refundPayment over the difference, or the invoice that is missing, under the number that is '
                || 'its merchant reference at Purse' END AS remedy
    FROM paid_order WHERE captured <> purse_captured
    UNION ALL
    SELECT number, 'voided', voided, purse_voided, decimals, currency,
        CASE WHEN voided > purse_voided THEN 'purse:voidPayment over the difference'
            ELSE 'the cancellation that is missing, under the number that is its merchant reference at Purse' END
    FROM paid_order WHERE voided <> purse_voided
    UNION ALL
    SELECT number, 'refunded', refunded, purse_refunded, decimals, currency,
        CASE WHEN refunded > purse_refunded THEN 'purse:refundPayment over the difference'
            ELSE 'the credit note that is missing, under the number that is its merchant reference at Purse' END
    FROM paid_order WHERE refunded <> purse_refunded
    UNION ALL
    SELECT number, 'open though closed', captured + voided, authorized, decimals, currency,
        'purse:voidPayment over the difference'
    FROM paid_order WHERE closed = 1 AND authorized > purse_captured + purse_voided AND voided = purse_voided
    UNION ALL
    SELECT a.order_number, 'executed without a payment', a.captured + a.voided + a.refunded, 0, a.decimals, a.currency,
        'the payment link that the order has at Purse, or another decision about its documents'
    FROM asked a LEFT JOIN sales_order o ON o.number = a.order_number
    WHERE o.payment_id IS NULL AND a.captured + a.voided + a.refunded <> 0
    UNION ALL
    SELECT number, 'about to expire', captured + voided, authorized, decimals, currency,
        'an Invoice or an OrderCancellation before the authorization expires'
    FROM paid_order WHERE authorized > purse_captured + purse_voided
      AND authorized_at >= CURRENT_TIMESTAMP
          - CAST(:#${properties:orderToCash.authorizationDays} AS INTEGER) * INTERVAL '1' DAY
      AND authorized_at < CURRENT_TIMESTAMP
          - CAST(:#${properties:orderToCash.authorizationDays} AS INTEGER) * INTERVAL '1' DAY
          + CAST(:#${properties:orderToCash.expiryWarningDays} AS INTEGER) * INTERVAL '1' DAY
    UNION ALL
    SELECT number, 'expired', captured + voided, authorized, decimals, currency,
        'an OrderCancellation, and a new Order for what is still to be paid'
    FROM paid_order WHERE authorized > purse_captured + purse_voided
      AND authorized_at < CURRENT_TIMESTAMP
          - CAST(:#${properties:orderToCash.authorizationDays} AS INTEGER) * INTERVAL '1' DAY
      AND authorized_at >= CURRENT_TIMESTAMP
          - (CAST(:#${properties:orderToCash.reconcileDays} AS INTEGER)
              + CAST(:#${properties:orderToCash.authorizationDays} AS INTEGER)) * INTERVAL '1' DAY
    UNION ALL
    SELECT number, 'payment ' || payment_id || ' was not read', 0, 0, 0, NULL, 'reconcile once more'
    FROM sales_order WHERE payment_id IS NOT NULL AND (read_at IS NULL OR authorized IS NULL)
    UNION ALL
    SELECT number, 'payment link ' || link_id || ' was not read', 0, 0, 0, NULL, 'reconcile once more'
    FROM sales_order
    WHERE payment_id IS NULL AND link_read_at IS NULL AND link_status NOT IN ('CANCELLED', 'EXPIRED')
    UNION ALL
    SELECT l.order_number, 'payment link ' || l.link_id, 0, 0, 0, NULL,
        CASE WHEN l.payment_id IS NULL THEN 'purse:cancelPaymentLink'
            ELSE 'purse:reversePayment of payment ' || l.payment_id END
    FROM orphan_link l
    WHERE NOT EXISTS (SELECT 1 FROM sales_order o WHERE o.link_id = l.link_id)
      AND (l.payment_id IS NOT NULL OR COALESCE(l.link_status, 'unknown') NOT IN ('CANCELLED', 'EXPIRED')))
SELECT number, what,
    CASE decimals WHEN 0 THEN CAST(documents AS VARCHAR)
        ELSE CAST(CAST(documents / POWER(10, decimals) AS NUMERIC(18, 2)) AS VARCHAR) END AS documents,
    CASE decimals WHEN 0 THEN CAST(purse AS VARCHAR)
        ELSE CAST(CAST(purse / POWER(10, decimals) AS NUMERIC(18, 2)) AS VARCHAR) END AS purse, currency,
    CASE WHEN what IN ('captured', 'voided', 'refunded') AND EXISTS (
            SELECT 1 FROM business_document d
            WHERE d.order_number = difference.number
              AND (d.state = 'manual'
                OR d.state = 'open' AND (d.unresolved_since IS NOT NULL OR d.claimed_until IS NOT NULL)))
        THEN 'decide first what waits in the worklist' ELSE remedy END AS remedy
FROM difference ORDER BY number, what
