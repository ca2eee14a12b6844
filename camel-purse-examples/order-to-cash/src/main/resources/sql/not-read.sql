-- What the order book has of it may be out of date, and is not compared.
UPDATE sales_order
SET read_at = CASE WHEN payment_id IS NULL THEN read_at END,
    link_read_at = CASE WHEN payment_id IS NOT NULL THEN link_read_at END
WHERE number = :#${variable.order[number]}
