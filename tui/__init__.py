"""The terminal interface of Pingyi; it does no arithmetic. Its screens are still to come."""
