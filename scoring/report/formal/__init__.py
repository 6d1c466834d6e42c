"""The documents of a meeting (文书): handed out, signed, announced, published and kept."""
