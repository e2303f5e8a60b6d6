"""The running program: command line, settings, wiring, clock, VK and web pages."""
