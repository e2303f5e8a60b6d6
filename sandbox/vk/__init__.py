"""VK as this machine has it: API, long poll, callback, uploads, and what people do there."""
