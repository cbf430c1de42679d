output "version" {
  description = "The version that the stack says it is."
  value       = aws_cloudformation_stack.application.outputs["Version"]
}

output "connection_resource_arn" {
  description = "What the module connection takes as service_token."
  value       = aws_cloudformation_stack.application.outputs["ConnectionResourceArn"]
}

output "application_roles_arn_pattern" {
  description = "Every role of the application's functions, for bucket policies that except it."
  value       = aws_cloudformation_stack.application.outputs["ApplicationRolesArnPattern"]
}

output "outputs" {
  description = "All outputs of the stack."
  value       = aws_cloudformation_stack.application.outputs
}
