"""The commands that run a meeting, without a screen."""
