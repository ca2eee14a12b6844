-- Unpaid orders whose payment link was not read for a while.
SELECT link_id FROM sales_order
WHERE payment_id IS NULL AND link_status NOT IN ('CANCELLED', 'EXPIRED')
  AND GREATEST(created_at, COALESCE(link_read_at, created_at), COALESCE(link_polled_at, created_at)) < CURRENT_TIMESTAMP
      - CAST(:#${properties:orderToCash.linkPollInterval} AS NUMERIC(12, 3)) * INTERVAL '1' SECOND
ORDER BY GREATEST(created_at, COALESCE(link_read_at, created_at), COALESCE(link_polled_at, created_at))
FETCH FIRST 100 ROWS ONLY
