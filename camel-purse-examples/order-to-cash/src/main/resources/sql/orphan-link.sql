-- Only links of our own orders: the entity may have links of other systems.
INSERT INTO orphan_link (link_id, order_number, link_status, payment_id)
SELECT CAST(:#${header.CamelPursePaymentLinkId} AS VARCHAR), order_number,
    CAST(:#${header.CamelPurseStatus} AS VARCHAR), CAST(:#${header.CamelPursePaymentId} AS VARCHAR)
FROM business_document WHERE identity = 'Order ' || CAST(:#${header.CamelPurseResourceOrderReference} AS VARCHAR)
ON CONFLICT DO NOTHING
