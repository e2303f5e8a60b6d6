"""Which of the examples a message is most like: small models that are made from `examples/` beforehand."""
