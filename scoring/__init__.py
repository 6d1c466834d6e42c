"""The engine of Pingyi (评议): scores evaluation meetings, exactly, and knows no screen."""
