"""What each document says (文书内容); how it looks is the business of the writers."""
