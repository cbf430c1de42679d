"""The whole application, once, in a real account, or on LocalStack by the same code."""
