"""A meeting while it is held (会议进行): the record opened, acted upon, mirrored, and shared."""
