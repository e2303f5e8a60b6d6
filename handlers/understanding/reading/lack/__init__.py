"""What is said to be lacking, and in which of the two parents' chats."""
