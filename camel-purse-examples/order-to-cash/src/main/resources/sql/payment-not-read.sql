UPDATE sales_order SET read_at = NULL WHERE number = :#${variable.order[number]}
