locals {
  # In aws_s3_bucket_cors_configuration, before your own rules, since S3 answers with the first that matches:
  #   dynamic "cors_rule" {
  #     for_each = local.ica_cors_rules
  #     content {
  #       id              = cors_rule.value.id
  #       allowed_headers = cors_rule.value.allowed_headers
  #       allowed_methods = cors_rule.value.allowed_methods
  #       allowed_origins = cors_rule.value.allowed_origins
  #       expose_headers  = cors_rule.value.expose_headers
  #     }
  #   }
  ica_cors_rules = [
    {
      id = "ICA"
      allowed_headers = ["*"]
      allowed_methods = ["HEAD", "GET", "PUT", "POST", "DELETE"]
      allowed_origins = ["https://ica.illumina.com"]
      expose_headers = ["ETag", "x-amz-meta-custom-header"]
    },
  ]
}
