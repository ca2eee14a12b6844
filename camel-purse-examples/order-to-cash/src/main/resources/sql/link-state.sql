-- 0 rows if no order has this payment link.
UPDATE sales_order
SET link_status = :#${header.CamelPurseStatus},
    payment_id = COALESCE(CAST(:#${header.CamelPursePaymentId} AS VARCHAR), payment_id),
    paid_at = CASE WHEN CAST(:#${header.CamelPursePaymentId} AS VARCHAR) IS NULL THEN paid_at
        ELSE COALESCE(paid_at, CURRENT_TIMESTAMP) END,
    read_at = CURRENT_TIMESTAMP
WHERE link_id = :#${header.CamelPursePaymentLinkId}
