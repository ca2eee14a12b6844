-- 1 row for the one instance that reads the payment link; one that cannot be read is behind all others next time.
UPDATE sales_order SET link_polled_at = CURRENT_TIMESTAMP
WHERE link_id = :#${body[link_id]}
  AND GREATEST(created_at, COALESCE(link_read_at, created_at), COALESCE(link_polled_at, created_at)) < CURRENT_TIMESTAMP
      - CAST(:#${properties:orderToCash.linkPollInterval} AS NUMERIC(12, 3)) * INTERVAL '1' SECOND
