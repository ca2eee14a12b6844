-- The payments that may have changed since they were compared: those with money that is still open, and those of orders
-- for which something has happened in the last days. Older ones change by a notification only, which is stored. Where
-- the night is repeated, only those that were not read.
SELECT o.number, o.payment_id, o.link_id FROM sales_order o
WHERE o.payment_id IS NOT NULL AND (o.read_at IS NULL OR o.payment_status IS NULL OR o.authorized IS NULL
    OR o.authorized > o.captured + o.voided AND o.authorized_at > CURRENT_TIMESTAMP
        - (CAST(:#${properties:orderToCash.reconcileDays} AS INTEGER)
            + CAST(:#${properties:orderToCash.authorizationDays} AS INTEGER)) * INTERVAL '1' DAY
    OR o.paid_at > CURRENT_TIMESTAMP - CAST(:#${properties:orderToCash.reconcileDays} AS INTEGER) * INTERVAL '1' DAY
    OR EXISTS (
        SELECT 1 FROM business_document d
        WHERE d.order_number = o.number AND (d.state IN ('open', 'manual') OR COALESCE(d.outcome_at, d.received_at)
            > CURRENT_TIMESTAMP - CAST(:#${properties:orderToCash.reconcileDays} AS INTEGER) * INTERVAL '1' DAY)))
  AND (o.read_at IS NULL OR CAST(:#${variable.night} AS VARCHAR) IS NULL
    OR o.read_at < (SELECT r.begun_at FROM reconciliation r))
ORDER BY o.number
