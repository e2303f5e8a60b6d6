"""Group chats: the register, the links, and the bot inside them."""
