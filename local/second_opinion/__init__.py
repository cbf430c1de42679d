"""The whole application on MiniStack, which shares no code with LocalStack; answers that differ are told."""
