SELECT number, payment_id FROM sales_order WHERE payment_id IS NOT NULL ORDER BY number
