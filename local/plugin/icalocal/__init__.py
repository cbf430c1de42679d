"""What community LocalStack lacks when it runs on one machine without Docker."""
