"""VK as a messenger: one pace for every request, 25 personal messages in each, every refusal understood."""
