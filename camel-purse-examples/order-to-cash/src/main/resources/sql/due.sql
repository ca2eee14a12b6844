-- Whether there is work.
SELECT id FROM business_document
WHERE state = 'open' AND due_at <= CURRENT_TIMESTAMP
  AND (claimed_until IS NULL OR claimed_until < CURRENT_TIMESTAMP)
  AND (kind = 'Order' OR NOT EXISTS (
      SELECT 1 FROM business_document e
      WHERE e.order_number = business_document.order_number AND e.state = 'open' AND e.id < business_document.id))
FETCH FIRST 1 ROW ONLY
