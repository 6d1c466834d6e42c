"""Writers: what ``report`` says, as text and as files."""
