UPDATE reconciliation SET night = :#${variable.night}, claimed_until = NULL WHERE night < :#${variable.night}
