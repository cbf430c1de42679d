mock_provider "aws" {}

variables {
  service_token = "arn:aws:lambda:eu-central-1:111122223333:function:ica-connect-custom-resource"
  bucket_name   = "lab.reads"
}

run "says_only_what_is_given" {
  command = plan

  assert {
    condition     = jsonencode(keys(jsondecode(aws_cloudformation_stack.connection.template_body).Resources.Connection.Properties)) == jsonencode(["BucketName", "ServiceTimeout", "ServiceToken"])
    error_message = "What is null is the application's to choose."
  }

  assert {
    condition     = aws_cloudformation_stack.connection.name == "ica-connection-lab-reads"
    error_message = "A stack's name has no dots."
  }
}

run "keeps_the_stack_whose_name_is_given" {
  command = plan

  variables {
    bucket_name = "lab-writes"
    stack_name  = "ours"
  }

  assert {
    condition     = aws_cloudformation_stack.connection.name == "ours"
    error_message = "Another bucket is the same stack then, which CloudFormation updates."
  }
}

run "refuses_a_prefix_without_a_slash_at_its_end" {
  command = plan

  variables {
    prefix = "ica"
  }

  expect_failures = [var.prefix]
}
