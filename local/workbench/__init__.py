"""What the demo and the benchmark share: the stack on LocalStack, its executions, and how a terminal shows them."""
