"""The window. It reads calls and scorecards and never changes them; it imports core and pygame, no other room."""

import os

os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")  # what a command prints belongs to the command
