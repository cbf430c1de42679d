output "user_arn" {
  description = "ICA's user."
  value       = aws_cloudformation_stack.connection.outputs["UserArn"]
}

output "secret_arn" {
  description = "The secret in Secrets Manager that holds the access key. The key itself is in no state of Terraform."
  value       = aws_cloudformation_stack.connection.outputs["SecretArn"]
}

output "ica_status" {
  description = "OK, NOT_REGISTERED or INITIALIZING."
  value       = aws_cloudformation_stack.connection.outputs["IcaStatus"]
}

output "findings_count" {
  description = "How many things a person should know; the execution of the connect workflow names them."
  value       = tonumber(aws_cloudformation_stack.connection.outputs["FindingsCount"])
}

output "attributes" {
  description = "All attributes of the connection."
  value       = aws_cloudformation_stack.connection.outputs
}
