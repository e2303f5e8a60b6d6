"""Web pages and addresses of the program itself: health, figures for monitoring, VK's callback, the officer's
cabinet."""
