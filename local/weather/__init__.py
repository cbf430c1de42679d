"""AWS's weather before an emulator: what was written is seen late, and calls are throttled, slow, broken or unanswered."""
