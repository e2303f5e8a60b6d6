"""Which of the examples a message is most like: a small model that is made from `examples/` beforehand."""
