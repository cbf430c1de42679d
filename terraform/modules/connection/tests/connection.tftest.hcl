mock_provider "aws" {}

variables {
  service_token = "arn:aws:lambda:eu-central-1:111122223333:function:ica-connect-custom-resource"
  bucket_name   = "lab.reads"
}

run "says_only_what_is_given" {
  command = plan

  assert {
    condition     = keys(jsondecode(aws_cloudformation_stack.connection.template_body).Resources.Connection.Properties) == tolist(["BucketName", "ServiceTimeout", "ServiceToken"])
    error_message = "What is null is the application's to choose."
  }

  assert {
    condition     = aws_cloudformation_stack.connection.name == "ica-connection-lab-reads"
    error_message = "A stack's name has no dots."
  }
}

run "refuses_a_prefix_without_a_slash_at_its_end" {
  command = plan

  variables {
    prefix = "ica"
  }

  expect_failures = [var.prefix]
}
