"""What the adapters of all messengers are built of."""
