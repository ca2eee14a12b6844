-- The documents of the order are due now.
UPDATE business_document SET due_at = CURRENT_TIMESTAMP, attempts = 0
WHERE state = 'open' AND order_number IN (
    SELECT number FROM sales_order
    WHERE payment_id = :#${header.CamelPursePaymentId} OR link_id = :#${header.CamelPursePaymentLinkId})
