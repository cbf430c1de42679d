mock_provider "aws" {
  mock_data "aws_partition" {
    defaults = { dns_suffix = "amazonaws.com" }
  }
  mock_data "aws_region" {
    defaults = { name = "eu-central-1" }
  }
}

variables {
  release             = "tests/release"
  artefact_bucket     = "lab-artefacts"
  bucket_name_pattern = "lab-*"
}

run "deploys_the_release_from_the_bucket" {
  command = plan

  variables {
    parameters = { RotationDays = "30" }
  }

  assert {
    condition     = startswith(aws_cloudformation_stack.application.template_url, "https://lab-artefacts.s3.eu-central-1.amazonaws.com/ica-bucket-connect/template-")
    error_message = "The template is read from the bucket."
  }

  assert {
    condition     = aws_cloudformation_stack.application.parameters["CodeBucket"] == "lab-artefacts" && aws_cloudformation_stack.application.parameters["RotationDays"] == "30"
    error_message = "The parameters are the module's and the caller's."
  }
}

run "refuses_what_the_module_sets_itself" {
  command = plan

  variables {
    parameters = { CodeBucket = "another" }
  }

  expect_failures = [var.parameters]
}
