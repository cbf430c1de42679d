# The application in one account and region.

provider "aws" {
  region = "eu-central-1"
}

resource "aws_s3_bucket" "artefacts" {
  bucket_prefix = "ica-connect-artefacts-"
}

module "application" {
  source = "../.."

  release             = "${path.root}/../../../dist"
  artefact_bucket     = aws_s3_bucket.artefacts.bucket
  bucket_name_pattern = "lab-*"
  parameters          = { RotationDays = "30" }
}

output "version" {
  description = "The version that is deployed."
  value       = module.application.version
}
