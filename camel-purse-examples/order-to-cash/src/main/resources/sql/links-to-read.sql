-- The payment links that may have been paid since they were read. Where the night is repeated, only those that were not
-- read.
SELECT o.number, o.payment_id, o.link_id FROM sales_order o
WHERE o.payment_id IS NULL AND o.link_status NOT IN ('CANCELLED', 'EXPIRED')
  AND (o.link_read_at IS NULL OR CAST(:#${variable.night} AS VARCHAR) IS NULL
    OR o.link_read_at < (SELECT r.begun_at FROM reconciliation r))
ORDER BY o.number
