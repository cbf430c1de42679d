"""Small repairs of LocalStack 2026.3.0: each module replaces one thing that differs from AWS."""
