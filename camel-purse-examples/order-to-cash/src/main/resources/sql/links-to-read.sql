-- The payment links that may have been paid since they were read: those that are open, also without an order, and those
-- that have ended in the last days, since an authorization may have been under way. Where the night is repeated, only
-- those that were not read.
SELECT o.number, o.payment_id, o.link_id FROM sales_order o
WHERE o.payment_id IS NULL AND (o.link_status NOT IN ('CANCELLED', 'EXPIRED') OR o.created_at > CURRENT_TIMESTAMP
    - CAST(:#${properties:orderToCash.reconcileDays} AS INTEGER) * INTERVAL '1' DAY)
  AND (o.link_read_at IS NULL OR CAST(:#${variable.night} AS VARCHAR) IS NULL
    OR o.link_read_at < (SELECT r.begun_at FROM reconciliation r))
UNION ALL
SELECT l.order_number, l.payment_id, l.link_id FROM orphan_link l
WHERE l.payment_id IS NULL AND COALESCE(l.link_status, 'unknown') NOT IN ('CANCELLED', 'EXPIRED')
  AND NOT EXISTS (SELECT 1 FROM sales_order o WHERE o.link_id = l.link_id)
ORDER BY 1
