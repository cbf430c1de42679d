"""What MiniStack 1.5.33 lacks for IAM to be judged as AWS does; its policy evaluator itself stays as it is."""
