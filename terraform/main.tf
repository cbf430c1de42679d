# The application, as the release's own template: CloudFormation keeps what belongs together, and the stack guards its deletion.

locals {
  artefact = one(fileset(var.release, "functions-*.zip"))
  # A new release is a new address, so that CloudFormation looks at it.
  template_key = "${var.artefact_prefix}template-${filesha256("${var.release}/template.yaml")}.yaml"
}

data "aws_partition" "here" {}

data "aws_region" "here" {}

resource "aws_s3_object" "functions" {
  bucket = var.artefact_bucket
  key    = "${var.artefact_prefix}${local.artefact}"
  source = "${var.release}/${local.artefact}"
  # The name has the digest of the bytes in it: no other hash is needed to see a change.

  # The release before stays until the stack is the new one's: an update that fails goes back to it.
  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_s3_object" "template" {
  bucket = var.artefact_bucket
  key    = local.template_key
  source = "${var.release}/template.yaml"

  # As of the functions' artefact.
  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_cloudformation_stack" "application" {
  name         = var.name
  template_url = "https://${var.artefact_bucket}.s3.${data.aws_region.here.name}.${data.aws_partition.here.dns_suffix}/${aws_s3_object.template.key}"
  capabilities = ["CAPABILITY_IAM"]
  iam_role_arn = var.permissions_role_arn
  tags         = var.tags

  parameters = merge(var.parameters, {
    BucketNamePattern = var.bucket_name_pattern
    CodeBucket        = var.artefact_bucket
    CodePrefix        = var.artefact_prefix
  })

  timeouts {
    create = "60m"
    update = "60m"
    delete = "60m"
  }

  depends_on = [aws_s3_object.functions]
}
